package dev.dlrbridge.portalpage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Pace pace = new Pace(nanos::get);

    @Test
    void shouldPermitAHundredAtOnceThenTwoASecond() {
        assertThat(permitted(visitor("17"), 200)).isEqualTo(Pace.AT_ONCE);

        nanos.addAndGet(Duration.ofSeconds(3).toNanos());

        assertThat(permitted(visitor("17"), 200)).isEqualTo(6);
    }

    @Test
    void shouldCountEachVisitorForHimself() {
        permitted(visitor("17"), 200);

        assertThat(permitted(visitor("18"), 1)).isEqualTo(1);
    }

    private long permitted(Visitor visitor, int times) {
        return IntStream.range(0, times).filter(each -> pace.permits(visitor)).count();
    }

    private static Visitor visitor(String user) {
        return new Visitor(new UUID(0, 1), "member", user, false, Language.EN, Instant.EPOCH);
    }
}
