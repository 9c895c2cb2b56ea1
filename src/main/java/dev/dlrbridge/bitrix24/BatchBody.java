package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON body of a batch: commands by key, in order.
 *
 * <p>The keys are not integers, so that PHP never turns the answer's maps into lists. {@code halt} is a number because
 * PHP takes the string "false" for true.
 *
 * @param auth the access token where it is needed in the body; never printed
 */
record BatchBody(
        int halt,
        Map<String, String> cmd,
        @JsonInclude(JsonInclude.Include.NON_NULL) String auth) {
    static final int MOST_COMMANDS = 50;

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    static BatchBody of(List<StatusUpdate> updates, PortalAccess access) {
        Map<String, String> commands = new LinkedHashMap<>();
        for (int index = 0; index < updates.size(); index++) {
            commands.put(key(index), command(updates.get(index)));
        }
        return new BatchBody(0, commands, access.tokenInBody() ? access.accessToken() : null);
    }

    @Override
    public String toString() {
        return "BatchBody[commands=" + cmd.size() + "]";
    }

    static String key(int index) {
        return "s" + index;
    }

    private static String command(StatusUpdate update) {
        return "messageservice.message.status.update?CODE=" + encode(update.senderCode()) + "&MESSAGE_ID="
                + encode(update.messageId()) + "&STATUS=" + encode(update.status());
    }

    /** The portal form-decodes each command once, in a JSON body too, and substitutes a raw {@code $result[…]}. */
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && UNRESERVED.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(String.format("%02X", octet));
            }
        }
        return encoded.toString();
    }
}
