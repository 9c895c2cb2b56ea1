package dev.dlrbridge.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What tells one of a gateway's messages from another. */
public enum Identity {
    /** The gateway's id alone. */
    ID,
    /** Messages sent by one call share an id; only with the recipient is it unique. */
    ID_AND_RECIPIENT;

    /** The key for correlation, or null without an id; a recipient's number is never readable in it. */
    public String key(String gatewayId, String recipient) {
        if (gatewayId == null || this == ID) {
            return gatewayId;
        }
        String composite = gatewayId + '\0' + digits(recipient);
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
