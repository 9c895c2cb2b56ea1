package dev.dlrbridge.tenant.callback;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The parts of {@code /dlr/{gateway}/{key}[/{messageId}]}; a slash may be doubled at the beginning or stand at the end, as
 * integrators and gateways put addresses together.
 *
 * @param messageId decoded; null when nothing follows the key
 */
public record CallbackPath(String gateway, String key, String messageId) {
    private static final int LONGEST_KEY = 128;

    /** @return empty when the path has another form, as one that names this route only once it is normalised */
    public static Optional<CallbackPath> parse(String path) {
        String[] parts = parts(path);
        boolean endsWithSlash = parts.length == 4 && parts[3].isEmpty() && !parts[2].isEmpty();
        boolean fits = parts.length == 2 || parts.length == 3 || endsWithSlash;
        if (!fits || parts[1].length() > LONGEST_KEY) {
            return Optional.empty();
        }
        boolean hasMessageId = parts.length > 2 && !parts[2].isEmpty();
        return Optional.of(new CallbackPath(parts[0], parts[1], hasMessageId ? decode(parts[2]) : null));
    }

    /** The gateway's name as it stands in the path, where anybody may have written it. */
    public static String gatewayIn(String path) {
        return parts(path)[0];
    }

    private static String[] parts(String path) {
        String usual = path.startsWith("//") ? path.substring(1) : path;
        return usual.startsWith(CallbackUrls.PATH)
                ? usual.substring(CallbackUrls.PATH.length()).split("/", -1)
                : new String[] {""};
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment; // no escape after all; it will hardly match a message id
        }
    }

    @Override
    public String toString() {
        return "CallbackPath[gateway=" + gateway + "]";
    }
}
