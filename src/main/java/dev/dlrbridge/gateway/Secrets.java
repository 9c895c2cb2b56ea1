package dev.dlrbridge.gateway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A channel's secrets by name; during rotation a name has two values and both are valid. */
public record Secrets(Map<String, List<String>> values) {
    public static final Secrets NONE = new Secrets(Map.of());

    /** Copies the map; blank values are dropped, since nothing signed with them is proved. */
    public Secrets {
        Map<String, List<String>> usable = new TreeMap<>();
        values.forEach((name, list) ->
                usable.put(name, list.stream().filter(value -> !value.isBlank()).toList()));
        values = Map.copyOf(usable);
    }

    /** The valid values of the name; empty if there is none. */
    public List<String> of(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether one of the name's values passes the check; all are tried, so that the time does not tell which. */
    public boolean hasOne(String name, Predicate<String> check) {
        boolean matches = false;
        for (String value : of(name)) {
            matches |= check.test(value);
        }
        return matches;
    }

    /** Whether the name was given at all, be it without a usable value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    @Override
    public String toString() {
        return "Secrets" + new TreeMap<>(values).keySet();
    }
}
