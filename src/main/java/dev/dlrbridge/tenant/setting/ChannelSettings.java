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
    /** What the portal's users see as the sender's name; its CODE without. */
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
                    "https?://[^/?#\\s\\p{Cntrl}.]+\\.[^\\s\\p{Cntrl}]{1,500}",
                    "must be an http address whose host has a dot"),
            SENDER_NAME,
            new Rule("(?=.*\\S)\\P{Cntrl}{1,200}", "must be a text of at most 200 characters"),
            SENDER_DESCRIPTION,
            new Rule("(?=.*\\S)\\P{Cntrl}{1,1000}", "must be a text of at most 1000 characters"));

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
    public static Map<String, String> without(Map<String, String> settings) {
        Map<String, String> own = new HashMap<>(settings);
        own.keySet().removeAll(RULES.keySet());
        own.remove(AllowedAddresses.SETTING);
        return own;
    }

    /** Errors in the common settings, one fixed text each, led by the field; empty if there are none. */
    public static List<String> errors(Map<String, String> settings) {
        List<String> errors = new ArrayList<>();
        new TreeMap<>(RULES).forEach((name, rule) -> {
            if (settings.containsKey(name) && !rule.permits(settings.get(name))) {
                errors.add("settings." + name + ": " + rule.error);
            }
        });
        String allowed = settings.get(AllowedAddresses.SETTING);
        if (allowed != null) {
            AllowedAddresses.error(allowed)
                    .ifPresent(error -> errors.add("settings." + AllowedAddresses.SETTING + ": " + error));
        }
        return errors;
    }

    private record Rule(Pattern permitted, String error) {
        Rule(String permitted, String error) {
            this(Pattern.compile(permitted), error);
        }

        static Rule oneOf(String words) {
            return new Rule(words, "must be one of " + words);
        }

        boolean permits(String value) {
            return value != null && permitted.matcher(value).matches();
        }
    }
}
