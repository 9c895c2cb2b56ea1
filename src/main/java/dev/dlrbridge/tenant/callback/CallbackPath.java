package dev.dlrbridge.tenant.callback;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The parts of {@code /dlr/{gateway}/{key}[/{messageId}]}.
 *
 * @param messageId decoded; null when the path ends with the key
 */
public record CallbackPath(String gateway, String key, String messageId) {
    private static final int LONGEST_KEY = 128;

    /** @return empty when the path has another form, as one that names this route only once it is normalised */
    public static Optional<CallbackPath> parse(String path) {
        if (!path.startsWith(CallbackUrls.PATH)) {
            return Optional.empty();
        }
        String[] parts = path.substring(CallbackUrls.PATH.length()).split("/", -1);
        boolean fits = (parts.length == 2 || parts.length == 3) && parts[1].length() <= LONGEST_KEY;
        return fits
                ? Optional.of(new CallbackPath(parts[0], parts[1], parts.length == 3 ? decode(parts[2]) : null))
                : Optional.empty();
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
