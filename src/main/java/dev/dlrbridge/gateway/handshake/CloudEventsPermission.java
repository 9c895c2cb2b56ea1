package dev.dlrbridge.gateway.handshake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Reply;
import java.util.Map;

/**
 * CloudEvents asks by OPTIONS whether it may deliver, and how often, see
 * <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection">abuse
 * protection</a>.
 */
final class CloudEventsPermission implements Handshake {
    private static final int LONGEST_ORIGIN = 255;

    @Override
    public boolean statesNothing() {
        return true;
    }

    @Override
    public Reading read(Callback callback) {
        String origin = callback.header("WebHook-Request-Origin");
        if (!callback.method().equals("OPTIONS") || origin == null || !isOrigin(origin)) {
            return null;
        }
        Map<String, String> headers = Map.of("WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", "*");
        return new Reading.Challenge(new Reply(200, null, null), headers);
    }

    /** A name in the domain system, and nothing that a header could be broken with. */
    private static boolean isOrigin(String origin) {
        return !origin.isEmpty()
                && origin.length() <= LONGEST_ORIGIN
                && origin.chars().allMatch(c -> c == '.' || c == '-' || c == '*' || isAlphanumeric(c));
    }

    private static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
