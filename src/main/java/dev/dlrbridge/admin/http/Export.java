package dev.dlrbridge.admin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whole lists, a page at a time as fast as the caller reads: as objects, of which each becomes a line, or as lines of CSV. */
@Singleton
public class Export {
    public static final String CSV = "text/csv";
    public static final String NDJSON = "application/x-ndjson";

    /** Few enough for memory, enough for a statement each. */
    public static final int PAGE = 1_000;

    /** What a spreadsheet would take for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final ObjectMapper json;

    Export(ObjectMapper json) {
        this.json = json;
    }

    /** @param page the one after a key, which is null for the first */
    public <T> Multi<T> items(Function<String, Uni<Step<T>>> page) {
        return steps(page).onItem().transformToIterable(Step::items);
    }

    /** @param columns names of the items' fields; what is not there is empty */
    public <T> Multi<String> csv(List<String> columns, Function<String, Uni<Step<T>>> page) {
        String head = line(columns.stream());
        Multi<String> rows = steps(page)
                .map(step ->
                        step.items().stream().map(item -> row(columns, item)).collect(Collectors.joining()));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(head), rows);
    }

    private static <T> Multi<Step<T>> steps(Function<String, Uni<Step<T>>> page) {
        AtomicReference<String> after = new AtomicReference<>();
        return Multi.createBy()
                .repeating()
                .uni(() -> page.apply(after.get()).invoke(step -> after.set(step.after())))
                .whilst(step -> step.after() != null);
    }

    private String row(List<String> columns, Object item) {
        JsonNode fields = json.valueToTree(item);
        return line(columns.stream().map(column -> fields.path(column).asText("")));
    }

    private static String line(java.util.stream.Stream<String> values) {
        return values.map(Export::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String value) {
        String plain = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }

    /** @param after null when there is no next page */
    public record Step<T>(List<T> items, String after) {
        /** Of a list by keys, of which a whole page was asked for. */
        public static <T> Step<T> of(List<T> found, Function<T, String> key) {
            return new Step<>(found, found.size() < PAGE ? null : key.apply(found.get(found.size() - 1)));
        }
    }
}
