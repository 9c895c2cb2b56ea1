package dev.dlrbridge.tenant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings that every channel may have, whatever its gateway. */
public final class CommonSettings {
    private static final Map<String, Pattern> PERMITTED = Map.of(
            OnBadSignature.SETTING, Pattern.compile("refuse|quarantine"), "confirm", Pattern.compile("auto|never"));

    private CommonSettings() {}

    /** What is left for the gateway's own profile to judge. */
    public static Map<String, String> without(Map<String, String> settings) {
        Map<String, String> own = new HashMap<>(settings);
        own.keySet().removeAll(PERMITTED.keySet());
        own.remove(AllowedAddresses.SETTING);
        return own;
    }

    /** Errors in the common settings, one fixed text each, led by the field; empty if there are none. */
    public static List<String> errors(Map<String, String> settings) {
        List<String> errors = new ArrayList<>();
        new TreeMap<>(PERMITTED).forEach((name, permitted) -> {
            String value = settings.get(name);
            if (settings.containsKey(name)
                    && (value == null || !permitted.matcher(value).matches())) {
                errors.add("settings." + name + ": must be one of " + permitted.pattern());
            }
        });
        String allowed = settings.get(AllowedAddresses.SETTING);
        if (allowed != null) {
            AllowedAddresses.error(allowed)
                    .ifPresent(error -> errors.add("settings." + AllowedAddresses.SETTING + ": " + error));
        }
        return errors;
    }
}
