package dev.dlrbridge.launch.remote;

import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters of a question; those that were not given are left out. */
final class Query {
    private Query() {}

    /** @param namesAndValues in turn */
    static Map<String, String> of(String... namesAndValues) {
        Map<String, String> query = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            if (namesAndValues[at + 1] != null) {
                query.put(namesAndValues[at], namesAndValues[at + 1]);
            }
        }
        return query;
    }
}
