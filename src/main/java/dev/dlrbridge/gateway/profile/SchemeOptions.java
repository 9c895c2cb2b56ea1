package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.signature.Option;
import dev.dlrbridge.gateway.signature.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The options of a scheme in a profile: each a text, or {@code {setting: name}} where the channel is to say it. */
final class SchemeOptions implements Options {
    private final ProfileNode node;
    private final Set<String> settings;
    private final List<Option<?>> fromSettings = new ArrayList<>();

    SchemeOptions(ProfileNode node, Set<String> settings) {
        this.node = node;
        this.settings = settings;
    }

    @Override
    public <T> Option<T> required(String key, Function<String, T> parse) {
        node.require(key);
        return option(key, null, parse);
    }

    @Override
    public <T> Option<T> optional(String key, T absent, Function<String, T> parse) {
        return option(key, absent, parse);
    }

    private <T> Option<T> option(String key, T absent, Function<String, T> parse) {
        List<Option<T>> options = node.items(key, (item, field) -> option(item, field, absent, parse));
        if (options.size() > 1) {
            node.error(key, "must be one value");
        }
        return options.isEmpty() ? new Option<>(absent, null, parse) : options.get(0);
    }

    private <T> Option<T> option(JsonNode item, String field, T absent, Function<String, T> parse) {
        if (!item.isObject()) {
            String text = node.text(item, field);
            T value = text == null ? null : node.convert(field, text, parse).orElse(null);
            return new Option<>(value == null ? absent : value, null, parse);
        }
        ProfileNode reference = node.mapping(item, field);
        String setting = reference.text("setting");
        if (!settings.contains(setting)) {
            reference.error("setting", "must be one of the settings");
        }
        reference.refuseOthers();
        Option<T> option = new Option<>(absent, setting, parse);
        fromSettings.add(option);
        return option;
    }

    @Override
    public <T> T fixed(String key, T absent, Function<String, T> parse) {
        return node.converted(key, parse).orElse(absent);
    }

    @Override
    public Map<String, String> names(String key) {
        node.require(key);
        ProfileNode mapping = node.mapping(key);
        Map<String, String> names = new TreeMap<>();
        mapping.keys().forEach(name -> names.put(name, mapping.text(name)));
        return Map.copyOf(names);
    }

    @Override
    public <T> List<T> list(String key, Function<String, T> parse) {
        return node.items(key, (item, field) -> {
            String text = node.text(item, field);
            return text == null ? null : node.convert(field, text, parse).orElse(null);
        });
    }

    @Override
    public boolean has(String key) {
        return node.has(key);
    }

    @Override
    public void error(String key, String error) {
        node.error(key, error);
    }

    List<Option<?>> fromSettings() {
        return List.copyOf(fromSettings);
    }
}
