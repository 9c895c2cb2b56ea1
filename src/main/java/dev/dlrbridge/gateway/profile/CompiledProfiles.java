package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The profiles of a directory as one JSON object by gateway, written by the build: reading the YAML files at start takes
 * several times as long as a start may.
 */
public final class CompiledProfiles {
    static final String FILE = "profiles.json";

    private CompiledProfiles() {}

    /** Writes what is compiled beside the YAML files of a directory; fails the build if one of them is wrong. */
    public static void main(String... arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (ProfileTemplate template : ProfileTemplate.readAll(ProfileFiles.in(directory))) {
            all.set(template.gateway(), template.tree());
        }
        Files.writeString(directory.resolve(FILE), all.toString());
    }

    /** What {@link #main} has written. Token by token: to set up a mapper takes longer than all the rest. */
    static List<ProfileTemplate> read(byte[] compiled) {
        List<ProfileTemplate> templates = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(compiled)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String gateway = parser.currentName();
                parser.nextToken();
                templates.add(ProfileTemplate.ofTree(gateway, tree(parser)));
            }
            return templates;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            case VALUE_NUMBER_INT -> IntNode.valueOf(parser.getIntValue());
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            default -> throw new IllegalStateException("No profile has " + parser.currentToken());
        };
    }

    private static ObjectNode members(JsonParser parser) throws IOException {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.set(name, tree(parser));
        }
        return members;
    }

    private static ArrayNode items(JsonParser parser) throws IOException {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(tree(parser));
        }
        return items;
    }
}
