package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.TenantFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ChannelCacheTest {
    private static final Optional<Channel> CHANNEL = Optional.of(new Channel(
            UUID.randomUUID(), UUID.randomUUID(), "m", "c", "g", "s", Map.of(), Map.of(), Pattern.compile("x")));

    private final ChannelCache cache;
    private final AtomicInteger lookUps = new AtomicInteger();
    private final KeyHash hash = KeyHash.of(UUID.randomUUID().toString());

    ChannelCacheTest(ChannelCache cache) {
        this.cache = cache;
    }

    @Test
    void shouldLookUpOnceWhenAskedAgain() {
        assertThat(get(hash, CHANNEL)).isEqualTo(CHANNEL);
        assertThat(get(hash, Optional.empty())).isEqualTo(CHANNEL);
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void shouldRememberThatAKeyIsUnknownUntilItIsForgotten() {
        assertThat(get(hash, Optional.empty())).isEmpty();
        assertThat(get(hash, CHANNEL)).isEmpty();

        await(cache.forget(hash));

        assertThat(get(hash, CHANNEL)).isEqualTo(CHANNEL);
        assertThat(lookUps).hasValue(2);
    }

    @Test
    void shouldNotRememberAFailure() {
        Uni<Optional<Channel>> failure = Uni.createFrom().failure(new IllegalStateException("database away"));
        assertThatThrownBy(() -> await(cache.get(hash, () -> failure))).hasMessage("database away");

        assertThat(get(hash, CHANNEL)).isEqualTo(CHANNEL);
    }

    @Test
    void shouldLookUpOnceWhenManyAskAtTheSameTime() {
        AtomicReference<UniEmitter<? super Optional<Channel>>> answer = new AtomicReference<>();
        Uni<Optional<Channel>> slow = Uni.createFrom().emitter(emitter -> {
            lookUps.incrementAndGet();
            answer.set(emitter);
        });
        List<CompletableFuture<Optional<Channel>>> callers = IntStream.range(0, 10)
                .mapToObj(caller -> cache.get(hash, () -> slow).subscribeAsCompletionStage())
                .toList();

        answer.get().complete(CHANNEL);

        assertThat(callers).allSatisfy(caller -> assertThat(caller).isCompletedWithValue(CHANNEL));
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void shouldKeepKnownChannelsWhenUnknownKeysFlood() {
        get(hash, CHANNEL);

        IntStream.range(0, 60_000).forEach(number -> get(KeyHash.of("flood" + number), Optional.empty()));

        lookUps.set(0);
        assertThat(get(hash, Optional.empty())).isEqualTo(CHANNEL);
        assertThat(lookUps).hasValue(0);
    }

    private Optional<Channel> get(KeyHash hash, Optional<Channel> found) {
        return await(cache.get(hash, () -> {
            lookUps.incrementAndGet();
            return Uni.createFrom().item(found);
        }));
    }
}
