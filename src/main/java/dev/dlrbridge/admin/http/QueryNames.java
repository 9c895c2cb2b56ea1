package dev.dlrbridge.admin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which query parameters each operation knows: what the API's document says, which a test keeps equal to the code. */
final class QueryNames {
    private final List<Known> operations = new ArrayList<>();

    private QueryNames(JsonNode document) {
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(operation -> operations.add(Known.of(
                                operation.getKey(),
                                path.getKey(),
                                path.getValue().path("parameters"),
                                operation.getValue()))));
    }

    /** Reads the document, which takes a moment. */
    static QueryNames read() {
        try (InputStream document = QueryNames.class.getResourceAsStream(ApiDocument.FILE)) {
            return new QueryNames(new ObjectMapper().readTree(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of an operation, by the alphabet. */
    Set<String> of(String method, String path) {
        String read = method.equals("HEAD") ? "GET" : method;
        return operations.stream()
                .filter(known ->
                        known.method.equals(read) && known.path.matcher(path).matches())
                .min((one, other) -> Integer.compare(one.variables, other.variables))
                .map(Known::names)
                .orElse(Set.of());
    }

    /** @param variables of the path: of two paths that match, the more literal one is meant */
    private record Known(String method, Pattern path, int variables, Set<String> names) {
        static Known of(String method, String path, JsonNode ofPath, JsonNode operation) {
            Set<String> names = new TreeSet<>();
            for (JsonNode parameters : List.of(ofPath, operation.path("parameters"))) {
                for (JsonNode parameter : parameters) {
                    if (parameter.path("in").asText().equals("query")) {
                        names.add(parameter.path("name").asText());
                    }
                }
            }
            String[] literals = path.split("\\{\\w+}", -1);
            StringBuilder pattern = new StringBuilder(Pattern.quote(literals[0]));
            for (int i = 1; i < literals.length; i++) {
                pattern.append("[^/]+").append(Pattern.quote(literals[i]));
            }
            return new Known(
                    method.toUpperCase(Locale.ROOT), Pattern.compile(pattern + "/?"), literals.length - 1, names);
        }
    }
}
