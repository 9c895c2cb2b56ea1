package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;

/**
 * Puts a channel's settings where a profile says {@code {setting: name}}, or {@code {setting: name, prefix: "json:"}}.
 *
 * <p>A setting that is not given leaves its key out, and nothing is wrong with that.
 */
final class SettingValues {
    /** The setting of every gateway: status words beside those of the profile. */
    static final String STATUSES = "statuses";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String fileName;
    private final Map<String, String> settings;
    private final Set<String> declared;
    private final List<ProfileError> errors;
    private final Map<String, String> settingsByField = new HashMap<>();
    private final Set<String> left = new HashSet<>();

    SettingValues(String fileName, Map<String, String> settings, Set<String> declared, List<ProfileError> errors) {
        this.fileName = fileName;
        this.settings = settings;
        this.declared = declared;
        this.errors = errors;
    }

    /** A copy of the profile with the values in it. */
    ObjectNode fill(JsonNode profile) {
        ObjectNode filled = NODES.objectNode();
        for (Entry<String, JsonNode> section : profile.properties()) {
            // A signature knows its settings itself: it may be asked with others at any time.
            boolean isOwn = !section.getKey().equals("signature");
            JsonNode value = isOwn ? filled(section.getValue(), section.getKey()) : section.getValue();
            if (value != null) {
                filled.set(section.getKey(), value);
            }
        }
        if (settings.containsKey(STATUSES)) {
            addStatuses(filled);
        }
        return filled;
    }

    /** The errors, those of values from settings under the setting's name; none for what is left out. */
    List<ProfileError> named(List<ProfileError> found) {
        return found.stream()
                .filter(error -> left.stream().noneMatch(field -> isWithin(error.field(), field)))
                .map(this::named)
                .distinct()
                .toList();
    }

    private ProfileError named(ProfileError error) {
        for (Entry<String, String> value : settingsByField.entrySet()) {
            if (isWithin(error.field(), value.getKey())) {
                return new ProfileError(error.fileName(), "settings." + value.getValue(), error.error());
            }
        }
        return error;
    }

    private JsonNode filled(JsonNode node, String field) {
        if (node.isObject() && node.has("setting")) {
            return value(node, field);
        }
        if (node.isArray()) {
            ArrayNode items = NODES.arrayNode();
            for (int index = 0; index < node.size(); index++) {
                JsonNode item = filled(node.get(index), field + "[" + index + "]");
                if (item != null) {
                    items.add(item);
                }
            }
            return items;
        }
        return node.isObject() ? filledMembers(node, field) : node;
    }

    private ObjectNode filledMembers(JsonNode node, String field) {
        ObjectNode members = NODES.objectNode();
        for (Entry<String, JsonNode> member : node.properties()) {
            JsonNode value = filled(member.getValue(), field + "." + member.getKey());
            if (value != null) {
                members.set(member.getKey(), value);
            }
        }
        return members;
    }

    private JsonNode value(JsonNode reference, String field) {
        String name = reference.path("setting").asText();
        if (!declared.contains(name)) {
            errors.add(new ProfileError(fileName, field + ".setting", "must be one of the settings"));
            return null;
        }
        String value = settings.get(name);
        if (value == null || field.equals(STATUSES)) {
            left.add(field);
            return null;
        }
        settingsByField.put(field, name);
        return new TextNode(reference.path("prefix").asText("") + value);
    }

    private void addStatuses(ObjectNode profile) {
        ObjectNode statuses = profile.path(STATUSES) instanceof ObjectNode known ? known : NODES.objectNode();
        for (String pair : settings.get(STATUSES).split("[,\n]")) {
            int equals = pair.lastIndexOf('=');
            if (equals < 0) {
                errors.add(new ProfileError(fileName, "settings." + STATUSES, "must be word=status, word=status, ..."));
            } else {
                statuses.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
                settingsByField.put(STATUSES + "." + pair.substring(0, equals).strip(), STATUSES);
            }
        }
        left.remove(STATUSES);
        profile.set(STATUSES, statuses);
    }

    private static boolean isWithin(String field, String outer) {
        return field.startsWith(outer)
                && (field.length() == outer.length() || ".[".indexOf(field.charAt(outer.length())) >= 0);
    }
}
