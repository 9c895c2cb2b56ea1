package dev.dlrbridge.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.admin.http.Export.Step;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportTest {
    private final Export export = new Export(new ObjectMapper());

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, \"plain\"",
                "with \"quotes\", \"with \"\"quotes\"\"\"",
                "=HYPERLINK(1), \"'=HYPERLINK(1)\"",
                "+79001234567, \"'+79001234567\"",
                "@cmd, \"'@cmd\""
            })
    void shouldWriteNoValueThatASpreadsheetWouldRun(String value, String written) {
        assertThat(csv(List.of(Map.of("a", value)))).isEqualTo("\"a\"\r\n" + written + "\r\n");
    }

    @Test
    void shouldLeaveEmptyWhatIsNotThere() {
        assertThat(csv(List.of(Map.of("b", 1)))).isEqualTo("\"a\"\r\n\"\"\r\n");
    }

    @Test
    void shouldAskForEachPageOnceAndForNoneThatNobodyReads() {
        // given
        AtomicInteger asked = new AtomicInteger();

        // when
        List<Integer> all = export.items(after -> page(asked, after))
                .collect()
                .asList()
                .await()
                .indefinitely();
        List<Integer> first = export.items(after -> page(asked, after))
                .select()
                .first(2)
                .collect()
                .asList()
                .await()
                .indefinitely();

        // then
        assertThat(all).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(first).containsExactly(0, 0);
        assertThat(asked.get()).isBetween(4, 5);
    }

    private static Uni<Step<Integer>> page(AtomicInteger asked, String after) {
        asked.incrementAndGet();
        int number = after == null ? 0 : Integer.parseInt(after);
        return Uni.createFrom()
                .item(new Step<>(List.of(number, number), number == 2 ? null : Integer.toString(number + 1)));
    }

    private String csv(List<Map<String, ?>> items) {
        return String.join(
                "",
                export.csv(List.of("a"), after -> Uni.createFrom().item(new Step<>(items, null)))
                        .collect()
                        .asList()
                        .await()
                        .indefinitely());
    }
}
