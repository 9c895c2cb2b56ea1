package dev.dlrbridge.gateway;

/** Bounds and cleans what gateways write into a field. */
public final class FieldText {
    /** No genuine id, reference or number is longer; a cut one would be a different one. */
    public static final int IDENTIFIER_LENGTH = 255;

    private FieldText() {}

    /** The value without control characters (line breaks become spaces) and surrounding white space; null if nothing is left. */
    public static String clean(String value) {
        if (value == null) {
            return null;
        }
        String cleaned = (hasControl(value) ? withoutControls(value) : value).strip();
        return cleaned.isEmpty() ? null : cleaned;
    }

    /** The cleaned value, or null if it is too long to be genuine. */
    public static String identifier(String value) {
        String cleaned = clean(value);
        return cleaned != null && cleaned.length() > IDENTIFIER_LENGTH ? null : cleaned;
    }

    /** At most so many characters, never half of a surrogate pair; null stays null. */
    public static String cut(String value, int length) {
        if (value == null || value.length() <= length) {
            return value;
        }
        return value.substring(0, Character.isHighSurrogate(value.charAt(length - 1)) ? length - 1 : length);
    }

    static boolean hasControl(String value) {
        for (int index = 0; index < value.length(); index++) {
            if (Character.isISOControl(value.charAt(index))) {
                return true;
            }
        }
        return false;
    }

    private static String withoutControls(String value) {
        StringBuilder kept = new StringBuilder(value.length());
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            if (!Character.isISOControl(character)) {
                kept.append(character);
            } else if (Character.isWhitespace(character)) {
                kept.append(' ');
            }
        }
        return kept.toString();
    }
}
