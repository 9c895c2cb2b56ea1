package dev.dlrbridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RefreshSlotsTest {
    private final RefreshSlots slots = new RefreshSlots(2);
    private final List<CompletableFuture<String>> begun = new ArrayList<>();

    @Test
    void shouldBeginNoMoreThanTheMostAndTheNextWhenOneEnds() {
        // When
        List<CompletableFuture<String>> results = List.of(start(), start(), start(), start());

        // Then
        assertThat(begun).hasSize(2);
        begun.get(0).complete("first");
        assertThat(begun).hasSize(3);
        begun.get(1).completeExceptionally(new IllegalStateException("failed"));
        assertThat(begun).hasSize(4);
        assertThat(results.get(0)).isCompletedWithValue("first");
        assertThat(results.get(1)).isCompletedExceptionally();
        assertThat(results.get(2)).isNotDone();
    }

    @Test
    void shouldHaveAllSlotsFreeAgainWhenAllWorkHasEnded() {
        // Given
        start();
        start();
        begun.forEach(work -> work.complete("done"));

        // When
        start();
        start();

        // Then
        assertThat(begun).hasSize(4);
    }

    private CompletableFuture<String> start() {
        return slots.run(() -> {
                    CompletableFuture<String> work = new CompletableFuture<>();
                    begun.add(work);
                    return Uni.createFrom().completionStage(work);
                })
                .subscribeAsCompletionStage();
    }
}
