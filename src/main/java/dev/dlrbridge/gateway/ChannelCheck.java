package dev.dlrbridge.gateway;

import dev.dlrbridge.gateway.profile.InvalidProfilesException;
import dev.dlrbridge.gateway.profile.ProfileError;
import dev.dlrbridge.gateway.profile.ProfileTemplate;
import dev.dlrbridge.gateway.signature.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks a channel's secrets and settings against what the gateway's profile asks for; never repeats a value. */
final class ChannelCheck {
    private final Set<String> secretNames;
    private final Set<String> requiredSecrets;
    private final Set<String> settingNames;
    private final List<GatewayProfile.Setting> settings;
    private final ProfileTemplate template;
    private final Signature signature;
    private final Map<String, String> defaultSettings = new HashMap<>();

    ChannelCheck(GatewayProfile profile, ProfileTemplate template) {
        this.template = template;
        settings = profile.settings();
        requiredSecrets = profile.secrets().stream()
                .filter(GatewayProfile.Secret::required)
                .map(GatewayProfile.Secret::name)
                .collect(Collectors.toCollection(TreeSet::new));
        signature = profile.signature();
        for (GatewayProfile.Setting setting : profile.settings()) {
            if (setting.defaultValue() != null) {
                defaultSettings.put(setting.name(), setting.defaultValue());
            }
        }
        secretNames =
                profile.secrets().stream().map(GatewayProfile.Secret::name).collect(Collectors.toSet());
        settingNames =
                profile.settings().stream().map(GatewayProfile.Setting::name).collect(Collectors.toSet());
    }

    List<String> errors(Map<String, String> givenSecrets, Map<String, String> givenSettings) {
        List<String> errors = new ArrayList<>();
        signature
                .missing(givenSecrets.keySet(), requiredSecrets)
                .forEach(name -> errors.add("secrets." + name + ": is missing"));
        for (GatewayProfile.Setting setting : settings) {
            if (setting.required() && !givenSettings.containsKey(setting.name())) {
                errors.add("settings." + setting.name() + ": is missing");
            }
        }
        new TreeMap<>(givenSecrets).forEach((name, value) -> checkSecret(name, value, errors));
        new TreeMap<>(givenSettings).forEach((name, value) -> checkSetting(name, value, errors));
        return errors.isEmpty() ? deeperErrors(givenSecrets, givenSettings) : errors;
    }

    private List<String> deeperErrors(Map<String, String> givenSecrets, Map<String, String> givenSettings) {
        Map<String, String> completeSettings = new HashMap<>(defaultSettings);
        completeSettings.putAll(givenSettings);
        Set<String> errors = new LinkedHashSet<>();
        profileErrors(givenSettings).forEach(error -> errors.add(error.field() + ": " + error.error()));
        signature.check(givenSecrets, completeSettings, (field, error) -> errors.add(field + ": " + error));
        return List.copyOf(errors);
    }

    private List<ProfileError> profileErrors(Map<String, String> givenSettings) {
        try {
            template.with(givenSettings);
            return List.of();
        } catch (InvalidProfilesException e) {
            return e.errors();
        }
    }

    private void checkSecret(String name, String value, List<String> errors) {
        if (!secretNames.contains(name)) {
            errors.add("secrets." + name + ": is unknown");
        } else if (value == null || value.isBlank()) {
            errors.add("secrets." + name + ": must not be empty");
        } else {
            checkControls("secrets." + name, value, errors);
        }
    }

    private void checkSetting(String name, String value, List<String> errors) {
        if (!settingNames.contains(name)) {
            errors.add("settings." + name + ": is unknown");
        } else if (value == null || value.isBlank()) {
            errors.add("settings." + name + ": must not be empty");
        } else if (!template.mayHaveLines(name) && FieldText.hasControl(value)) {
            errors.add("settings." + name + ": must not have line breaks or other control characters");
        } else {
            checkControls("settings." + name, value, errors);
        }
    }

    /** Texts of several lines, such as a key, may have nothing but these. */
    private static void checkControls(String field, String value, List<String> errors) {
        if (FieldText.hasControl(value.replaceAll("[\\r\\n\\t]", ""))) {
            errors.add(field + ": must not have control characters");
        }
    }
}
