package dev.dlrbridge.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaLinesTest {
    private static final List<String> OLDER = List.of(
            "column message attempts integer required default",
            "column message last_error text",
            "rule message PRIMARY KEY (id)");

    @ParameterizedTest
    @CsvSource({
        "0, column message attempts bigint required default, message.attempts has become bigint",
        "0, column message other text, message.attempts is gone",
        "0, column message attempts integer required, message.attempts must be given now",
        "1, column message last_error text required, message.last_error must be given now"
    })
    void shouldTellWhatAnOlderProgramWouldMissOrNotGive(int line, String now, String obstacle) {
        List<String> newer = new ArrayList<>(OLDER);
        newer.set(line, now);

        assertThat(SchemaLines.obstacles(OLDER, newer)).containsExactly(obstacle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "column message colour text required",
                "rule message CHECK ((attempts < 9))",
                "rule message CREATE UNIQUE INDEX ON public.message USING btree (last_error)"
            })
    void shouldTellOfWhatAnOlderProgramCannotKnow(String line) {
        assertThat(SchemaLines.obstacles(OLDER, with(line))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "column message colour text",
                "column message colour text required default",
                "column other colour text required",
                "rule other PRIMARY KEY (colour)"
            })
    void shouldPermitWhatAnOlderProgramNeedNotKnow(String line) {
        assertThat(SchemaLines.obstacles(OLDER, with(line))).isEmpty();
    }

    @Test
    void shouldPermitARuleThatIsGone() {
        assertThat(SchemaLines.obstacles(OLDER, OLDER.subList(0, 2))).isEmpty();
    }

    private static List<String> with(String line) {
        List<String> newer = new ArrayList<>(OLDER);
        newer.add(line);
        return newer;
    }
}
