package dev.dlrbridge.gateway.signature;

import java.util.Map;
import java.util.function.Function;

/**
 * One option of a scheme: fixed by the profile, or left to a setting of the channel.
 *
 * @param value where no setting decides; null if there is none
 * @param setting the channel's setting; null if the profile decides
 * @param parse throws IllegalArgumentException with a fixed text for values that are none
 */
public record Option<T>(T value, String setting, Function<String, T> parse) {
    static <T> Option<T> fixed(T value) {
        return new Option<>(value, null, null);
    }

    /** Reads the word by which a channel takes or refuses what is less safe than usual. */
    public static boolean isAccepted(String text) {
        return switch (text) {
            case "accept" -> true;
            case "refuse" -> false;
            default -> throw new IllegalArgumentException("must be accept or refuse");
        };
    }

    /** The value for a channel with these settings; null if there is none. */
    T in(Map<String, String> settings) {
        String text = setting == null ? null : settings.get(setting);
        return text == null ? value : parse.apply(text);
    }

    /** What is wrong with the setting; null if nothing is. */
    String error(Map<String, String> settings) {
        try {
            return in(settings) == null ? "is missing" : null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
