package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads YAML, which takes long the first time: profiles that were compiled do without. */
final class YamlProfile {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** The library's own words for a key that is there again. */
    private static final Pattern DUPLICATE = Pattern.compile("^Duplicate field '(.*)'", Pattern.DOTALL);

    private YamlProfile() {}

    /** Null after an error. */
    static JsonNode tree(ProfileFile file, List<ProfileError> errors) {
        try {
            JsonNode tree = YAML.readTree(file.content());
            return tree == null ? JsonNodeFactory.instance.missingNode() : tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            Matcher duplicate = DUPLICATE.matcher(String.valueOf(e.getOriginalMessage()));
            errors.add(
                    duplicate.find()
                            ? new ProfileError(file.fileName(), line, duplicate.group(1), "is there twice")
                            : new ProfileError(file.fileName(), line, "(file)", "is not proper YAML"));
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
