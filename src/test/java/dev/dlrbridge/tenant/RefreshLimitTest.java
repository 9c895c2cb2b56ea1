package dev.dlrbridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class RefreshLimitTest {
    private static final int MOST = RefreshLimit.MOST_AT_ONCE;

    private final RefreshLimit limit;
    private final List<CompletableFuture<String>> begun = new CopyOnWriteArrayList<>();

    RefreshLimitTest(RefreshLimit limit) {
        this.limit = limit;
    }

    @Test
    void shouldBeginNoMoreThanTheMostAndTheNextWhenOneEnds() {
        // When
        List<CompletableFuture<String>> results = start(MOST + 2);

        // Then
        assertBegun(MOST);
        begun.get(0).complete("first");
        assertBegun(MOST + 1);
        begun.get(1).completeExceptionally(new IllegalStateException("failed"));
        assertBegun(MOST + 2);
        Awaitility.await().until(() -> results.get(0).isDone() && results.get(1).isCompletedExceptionally());
        assertThat(results.get(2)).isNotDone();
        endAll(results);
    }

    @Test
    void shouldLetTheMostBeginAgainWhenAllHaveEnded() {
        // Given
        endAll(start(MOST));

        // When
        List<CompletableFuture<String>> results = start(MOST + 1);

        // Then
        assertBegun(2 * MOST);
        endAll(results);
    }

    private void assertBegun(int most) {
        Awaitility.await().untilAsserted(() -> assertThat(begun).hasSize(most));
    }

    private void endAll(List<CompletableFuture<String>> results) {
        Awaitility.await().until(() -> {
            begun.forEach(work -> work.complete("done"));
            return results.stream().allMatch(CompletableFuture::isDone);
        });
    }

    private List<CompletableFuture<String>> start(int refreshes) {
        return IntStream.range(0, refreshes)
                .mapToObj(refresh -> limit.run(() -> {
                            CompletableFuture<String> work = new CompletableFuture<>();
                            begun.add(work);
                            return Uni.createFrom().completionStage(work);
                        })
                        .subscribeAsCompletionStage())
                .toList();
    }
}
