package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long NOW = Long.MAX_VALUE - SECOND; // it may wrap around

    private final Pace pace = new Pace(NOW);

    @Test
    void shouldAnswerAFewStrangersAtOnce() {
        List<Long> waits =
                LongStream.range(0, 10_000).map(i -> pace.waitsFor(NOW)).boxed().toList();

        assertThat(waits).allMatch(wait -> wait <= 3 * SECOND);
        assertThat(waits).filteredOn(wait -> wait > 0).hasSize(3_000);
    }
}
