package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.dlrbridge.gateway.GatewayProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A profile as written: whole only with a channel's settings, since it may leave some of its values to them. */
public final class ProfileTemplate {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final ProfileFile file;
    private final JsonNode tree;
    private final GatewayProfile usual;

    private ProfileTemplate(ProfileFile file, List<ProfileError> errors) {
        this.file = file;
        this.tree = tree(file, errors);
        this.usual = tree == null ? null : parse(Map.of(), errors);
    }

    /** All that are right; {@link InvalidProfilesException} with every error of every file if one is not. */
    public static List<ProfileTemplate> readAll(List<ProfileFile> files) {
        List<ProfileError> errors = new ArrayList<>();
        List<ProfileTemplate> templates = new ArrayList<>();
        for (ProfileFile file : files) {
            templates.add(new ProfileTemplate(file, errors));
        }
        if (!errors.isEmpty()) {
            throw new InvalidProfilesException(errors);
        }
        return templates;
    }

    public String gateway() {
        return file.gateway();
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
        if (!errors.isEmpty()) {
            throw new InvalidProfilesException(errors);
        }
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
        SettingValues values = new SettingValues(file.fileName(), complete, declared, found);
        JsonNode filled = tree.isObject() ? values.fill(tree) : tree;
        GatewayProfile profile =
                ProfileParser.parse(new ProfileNode(file.fileName(), "", filled, found), file.gateway());
        List<ProfileError> named = values.named(found);
        errors.addAll(named.isEmpty() ? named : ProfileLines.of(file).with(named));
        return profile;
    }

    /** Null after an error. */
    private static JsonNode tree(ProfileFile file, List<ProfileError> errors) {
        try {
            JsonNode tree = YAML.readTree(file.content());
            return tree == null ? JsonNodeFactory.instance.missingNode() : tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            errors.add(new ProfileError(file.fileName(), line, "(file)", "is not proper YAML"));
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
