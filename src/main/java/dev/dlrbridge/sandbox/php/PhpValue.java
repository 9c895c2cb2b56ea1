package dev.dlrbridge.sandbox.php;

import java.util.Map;

/**
 * PHP's conversions of request values: strings, numbers, booleans, null, and maps for arrays.
 *
 * @see <a href="https://www.php.net/manual/en/language.types.boolean.php">Booleans</a>
 */
public final class PhpValue {
    private PhpValue() {}

    /** A value of another type where PHP code demands a string: the whole request ends with status 500. */
    public static final class TypeError extends RuntimeException {
        TypeError() {
            super("array given, string expected", null, false, false);
        }
    }

    /** PHP's cast to bool: the string {@code "false"} is true. */
    public static boolean toBoolean(Object value) {
        if (value == null || value instanceof String text && (text.isEmpty() || text.equals("0"))) {
            return false;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        return !(value instanceof Map<?, ?> map && map.isEmpty());
    }

    /** PHP's {@code empty()}. */
    public static boolean isEmpty(Object value) {
        return !toBoolean(value);
    }

    public static boolean isScalar(Object value) {
        return value != null && !(value instanceof Map);
    }

    /** The value where a string is declared; throws {@link TypeError} for an array. */
    public static String toText(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Map) {
            throw new TypeError();
        }
        return value instanceof Boolean flag ? (flag ? "1" : "") : value.toString();
    }
}
