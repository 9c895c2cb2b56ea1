package dev.dlrbridge.tenant.setting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A channel's settings: those that every channel may have, and its gateway's own.
 *
 * @param values all of them, as JSON values: texts, numbers, booleans, lists and maps
 * @param ofGateway the gateway's own, as texts
 * @param onBadSignature what becomes of a request that is not proved genuine
 * @param allowedAddresses from where requests may come
 */
public record ChannelSettings(
        Map<String, Object> values,
        Map<String, String> ofGateway,
        OnBadSignature onBadSignature,
        AllowedAddresses allowedAddresses) {
    /** Where the portal posts an SMS that is to be sent: the integrator's own address. */
    public static final String HANDLER = "handler";
    /** The {@link #HANDLER} that says: to the bridge, which tells the integrator. */
    public static final String BRIDGE = "bridge";
    /** What the portal's users see as the sender's name, in one text or one for each language; its CODE without. */
    public static final String SENDER_NAME = "senderName";
    /** What the portal's users see beside the name. */
    public static final String SENDER_DESCRIPTION = "senderDescription";

    private static final Map<String, Rule> RULES = Map.of(
            OnBadSignature.SETTING,
            Rule.oneOf("refuse|quarantine"),
            "confirm",
            Rule.oneOf("auto|never"),
            // As messageservice.sender.add demands it.
            HANDLER,
            new Rule(
                    "bridge|https?://[^/?#\\s\\p{Cntrl}.]+\\.[^\\s\\p{Cntrl}]{1,500}",
                    "must be bridge, or an http address whose host has a dot"),
            SENDER_NAME,
            new Rule("(?=.*\\S)\\P{Cntrl}{1,200}", "must be a text of at most 200 characters", true),
            SENDER_DESCRIPTION,
            new Rule("(?=.*\\S)\\P{Cntrl}{1,1000}", "must be a text of at most 1000 characters", true));

    /** As {@code messageservice.sender.add} takes them. */
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(?:[_-][A-Za-z]{2,8})?");

    private static final int MOST_LANGUAGES = 30;

    /** @param values as they stand in the channel's row */
    public static ChannelSettings of(Map<String, Object> values) {
        Map<String, String> texts = new HashMap<>();
        values.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return new ChannelSettings(
                Collections.unmodifiableMap(values),
                Map.copyOf(without(texts)),
                OnBadSignature.of(texts.get(OnBadSignature.SETTING)),
                AllowedAddresses.of(texts.get(AllowedAddresses.SETTING)));
    }

    /** What is left for the gateway's own profile to judge. */
    public static Map<String, String> without(Map<String, ?> settings) {
        Map<String, String> own = new HashMap<>();
        settings.forEach((name, value) -> own.put(name, value == null ? null : String.valueOf(value)));
        own.keySet().removeAll(RULES.keySet());
        own.remove(AllowedAddresses.SETTING);
        return own;
    }

    /** Errors in the settings' forms and in the common ones, one fixed text each, led by the field; empty for none. */
    public static List<String> errors(Map<String, ?> settings) {
        List<String> errors = new ArrayList<>();
        new TreeMap<>(settings).forEach((name, value) -> {
            if (value instanceof Map && !(RULES.containsKey(name) && RULES.get(name).inLanguages)) {
                errors.add("settings." + name + ": must be a text");
            } else if (RULES.containsKey(name) && !RULES.get(name).permits(value)) {
                errors.add("settings." + name + ": " + RULES.get(name).error);
            }
        });
        if (settings.get(AllowedAddresses.SETTING) instanceof String allowed) {
            AllowedAddresses.error(allowed)
                    .ifPresent(error -> errors.add("settings." + AllowedAddresses.SETTING + ": " + error));
        }
        return errors;
    }

    /** @param inLanguages whether there may be a text for each language instead of one */
    private record Rule(Pattern permitted, String error, boolean inLanguages) {
        Rule(String permitted, String error) {
            this(permitted, error, false);
        }

        Rule(String permitted, String error, boolean inLanguages) {
            this(Pattern.compile(permitted), inLanguages ? error + ", or one for each language" : error, inLanguages);
        }

        static Rule oneOf(String words) {
            return new Rule(words, "must be one of " + words);
        }

        boolean permits(Object value) {
            return value instanceof Map<?, ?> texts
                    ? !texts.isEmpty()
                            && texts.size() <= MOST_LANGUAGES
                            && texts.entrySet().stream().allMatch(this::isText)
                    : isText(value);
        }

        private boolean isText(Map.Entry<?, ?> text) {
            return LANGUAGE.matcher(String.valueOf(text.getKey())).matches() && isText(text.getValue());
        }

        private boolean isText(Object value) {
            return value instanceof String text && permitted.matcher(text).matches();
        }
    }
}
