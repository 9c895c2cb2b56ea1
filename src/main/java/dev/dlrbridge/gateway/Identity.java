package dev.dlrbridge.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What tells one of a gateway's messages from another.
 *
 * @param withRecipient whether messages sent by one call share an id, so that only with the recipient it is unique
 * @param ignoresCase whether the gateway writes one id in capitals here and in small letters there
 * @param partSeparator what stands between the id and the number of a part; null if parts have no numbers
 * @param notation how ids are written that are numbers
 */
public record Identity(boolean withRecipient, boolean ignoresCase, String partSeparator, IdNotation notation) {
    /** The gateway's id alone, as it is. */
    public static final Identity ID = new Identity(false, false, null, IdNotation.TEXT);

    /** A report's key for correlation, or null without an id; a recipient's number is never readable in it. */
    public String key(String gatewayId, String recipient) {
        return gatewayId == null ? null : keyOf(notation.reported(gatewayId), recipient);
    }

    /** The same of an id that was the answer to the submission. */
    String submittedKey(String gatewayId, String recipient) {
        return gatewayId == null ? null : keyOf(notation.submitted(gatewayId), recipient);
    }

    private String keyOf(String gatewayId, String recipient) {
        String id = ignoresCase ? gatewayId.toLowerCase(Locale.ROOT) : gatewayId;
        int part = partSeparator == null ? -1 : id.lastIndexOf(partSeparator);
        String whole = part > 0 ? id.substring(0, part) : id;
        return withRecipient ? digest(whole + '\0' + digits(recipient)) : whole;
    }

    private static String digest(String composite) {
        return HexFormat.of().formatHex(Digests.digest("SHA-256", composite.getBytes(StandardCharsets.UTF_8)));
    }

    private static String digits(String recipient) {
        StringBuilder digits = new StringBuilder(15);
        for (int index = 0; recipient != null && index < recipient.length(); index++) {
            char character = recipient.charAt(index);
            if (character >= '0' && character <= '9') {
                digits.append(character);
            }
        }
        return digits.toString();
    }
}
