package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.GatewayProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A profile as written: whole only with a channel's settings, since it may leave some of its values to them. */
public final class ProfileTemplate {
    private final String fileName;
    private final String gateway;
    private final JsonNode tree;
    /** Null once it is compiled: then it is right, and only a setting can be wrong. */
    private final ProfileFile file;

    private final GatewayProfile usual;

    private ProfileTemplate(
            String fileName, String gateway, JsonNode tree, ProfileFile file, List<ProfileError> errors) {
        this.fileName = fileName;
        this.gateway = gateway;
        this.tree = tree;
        this.file = file;
        this.usual = tree == null ? null : parse(Map.of(), errors);
    }

    /** All that are right; {@link InvalidProfilesException} with every error of every file if one is not. */
    public static List<ProfileTemplate> readAll(List<ProfileFile> files) {
        List<ProfileError> errors = new ArrayList<>();
        List<ProfileTemplate> templates = new ArrayList<>();
        Set<String> gateways = new HashSet<>();
        for (ProfileFile file : files) {
            if (!gateways.add(file.gateway())) {
                errors.add(new ProfileError(file.fileName(), "(file name)", "is another file's too, but for its end"));
            }
            JsonNode tree = YamlProfile.tree(file, errors);
            templates.add(new ProfileTemplate(file.fileName(), file.gateway(), tree, file, errors));
        }
        InvalidProfilesException.throwIfAny(errors);
        return templates;
    }

    /** One that was right when it was compiled. */
    static ProfileTemplate ofTree(String gateway, JsonNode tree) {
        List<ProfileError> errors = new ArrayList<>();
        ProfileTemplate template = new ProfileTemplate(gateway + ProfileFile.SUFFIX, gateway, tree, null, errors);
        InvalidProfilesException.throwIfAny(errors);
        return template;
    }

    /** What is no error, but can hardly be meant: a sentence each. */
    public List<String> warnings() {
        return ProfileWarnings.of(tree).stream()
                .map(warning -> fileName + ": " + warning)
                .toList();
    }

    public String gateway() {
        return gateway;
    }

    /** Whether a channel's setting may be a text of several lines: nothing that ends in a header or an address. */
    public boolean mayHaveLines(String setting) {
        return setting.equals(SettingValues.STATUSES)
                || setting.equals(
                        tree.path("reply").path("body").path("setting").asText());
    }

    JsonNode tree() {
        return tree;
    }

    /**
     * The profile for a channel.
     *
     * @param settings of the channel; the profile's defaults count for others
     * @throws InvalidProfilesException when a setting does not fit; then the field is {@code settings.name}
     */
    public GatewayProfile with(Map<String, String> settings) {
        if (settings.isEmpty()) {
            return usual;
        }
        List<ProfileError> errors = new ArrayList<>();
        GatewayProfile profile = parse(settings, errors);
        InvalidProfilesException.throwIfAny(errors);
        return profile;
    }

    private GatewayProfile parse(Map<String, String> settings, List<ProfileError> errors) {
        Map<String, String> complete = new TreeMap<>();
        Set<String> declared = new HashSet<>(Set.of(SettingValues.STATUSES));
        for (JsonNode setting : tree.path("settings")) {
            declared.add(setting.path("name").asText());
            if (setting.hasNonNull("default")) {
                complete.put(
                        setting.path("name").asText(), setting.path("default").asText());
            }
        }
        complete.putAll(settings);
        List<ProfileError> found = new ArrayList<>();
        SettingValues values = new SettingValues(fileName, complete, declared, found);
        JsonNode filled = tree.isObject() ? values.fill(tree) : tree;
        GatewayProfile profile = ProfileParser.parse(new ProfileNode(fileName, "", filled, found), gateway);
        List<ProfileError> named = values.named(found);
        errors.addAll(
                named.isEmpty() || file == null ? named : ProfileLines.of(file).with(named));
        return profile;
    }
}
