package dev.dlrbridge.portalpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** News for portals' users: whoever has some neither waits nor fails, whatever becomes of them. */
class GatheringTest {
    private final Failures.Place failures =
            new Failures(new SimpleMeterRegistry()).at("notifications", GatheringTest.class);

    @Test
    void shouldDropWhatIsTooMuchAndSayHowMuch() {
        Gathering<Integer> gathering = new Gathering<>(news -> Uni.createFrom().nothing(), failures);

        try (LogCapture log = LogCapture.open()) {
            IntStream.range(0, Gathering.MOST_WAITING + 5).forEach(gathering::add);

            await().untilAsserted(
                            () -> assertThat(log.lines()).anyMatch(line -> line.contains("not told of 5 things")));
        }
    }

    @Test
    void shouldTellTogetherWhatComesTogetherAndGoOnAfterAFailure() {
        List<List<String>> told = new CopyOnWriteArrayList<>();
        Gathering<String> gathering = new Gathering<>(
                news -> {
                    told.add(news);
                    return Uni.createFrom().failure(new IllegalStateException("a bug"));
                },
                failures);

        gathering.add("a");
        gathering.add("b");
        await().until(() -> told.size() == 1);
        gathering.add("c");
        await().until(() -> told.size() == 2);

        assertThat(told).containsExactly(List.of("a", "b"), List.of("c"));
    }
}
