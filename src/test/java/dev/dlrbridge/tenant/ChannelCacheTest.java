package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.TenantFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.tenant.callback.KeyHash;
import dev.dlrbridge.tenant.setting.ChannelSettings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelCacheTest {
    private static final Optional<Channel> NONE = Optional.empty();
    private static final Optional<Channel> OLD = channel();
    private static final Optional<Channel> NEW = channel();

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final ChannelCache cache = new ChannelCache(nanos::get);
    private final AtomicInteger lookUps = new AtomicInteger();
    private final KeyHash hash = KeyHash.of("a key");

    @Test
    void shouldLookUpOnceWhenAskedAgain() {
        assertThat(get(OLD)).isEqualTo(OLD);
        assertThat(get(NEW)).isEqualTo(OLD);
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void shouldRememberThatAKeyIsUnknownUntilItIsForgotten() {
        assertThat(get(NONE)).isEmpty();
        assertThat(get(NEW)).isEmpty();

        cache.forget(hash);

        assertThat(get(NEW)).isEqualTo(NEW);
        assertThat(lookUps).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({
        "false, true, PT9S, true",
        "false, true, PT10S, false",
        "true, true, PT9M59S, true",
        "true, true, PT10M, false",
        "false, false, PT9S, true",
        "false, false, PT10S, false",
        "true, false, PT9S, true",
        "true, false, PT10S, false"
    })
    void shouldRememberForLongOnlyChannelsAndOnlyWhileItHearsOfChanges(
            boolean hears, boolean exists, Duration later, boolean remembered) {
        if (hears) {
            cache.hears();
        }
        Optional<Channel> first = exists ? OLD : NONE;
        get(first);

        nanos.addAndGet(later.toNanos());

        assertThat(get(NEW)).isEqualTo(remembered ? first : NEW);
    }

    @Test
    void shouldNotTrustWhatIsOldWhenItHearsNoMore() {
        cache.hears();
        get(OLD);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        cache.isDeaf();

        assertThat(get(NEW)).isEqualTo(NEW);
    }

    @Test
    void shouldForgetEverythingWhenItHearsAgain() {
        KeyHash other = KeyHash.of("another key");
        get(OLD);
        get(other, NONE);

        cache.hears();

        assertThat(get(NEW)).isEqualTo(NEW);
        assertThat(get(other, NEW)).isEqualTo(NEW);
    }

    @Test
    void shouldForgetAReplacedKeyWhenItsTimeIsUp() {
        cache.hears();
        lookedUp(hash, OLD.map(channel -> new ChannelOfKey(channel, Optional.of(Duration.ofMinutes(1)))));
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(get(NONE)).isEqualTo(OLD);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(get(NONE)).isEmpty();
    }

    @Test
    void shouldNotRememberAFailure() {
        Uni<Optional<ChannelOfKey>> failure = Uni.createFrom().failure(new IllegalStateException("database away"));
        assertThatThrownBy(() -> await(cache.get(hash, missing -> failure))).hasMessage("database away");

        assertThat(get(NEW)).isEqualTo(NEW);
    }

    @Test
    void shouldLookUpOnceWhenManyAskAtTheSameTime() {
        var slow = new SlowLookUp();
        List<CompletableFuture<Optional<Channel>>> callers =
                IntStream.range(0, 10).mapToObj(caller -> slow.ask()).toList();

        slow.answer(OLD);

        assertThat(callers).allSatisfy(caller -> assertThat(caller).isCompletedWithValue(OLD));
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void shouldNotRememberWhatWasReadBeforeTheKeyWasForgotten() {
        var slow = new SlowLookUp();
        CompletableFuture<Optional<Channel>> before = slow.ask();

        cache.forget(hash);
        slow.answer(OLD);

        assertThat(before).isCompletedWithValue(OLD);
        assertThat(get(NEW)).isEqualTo(NEW);
    }

    @Test
    void shouldNotRememberWhatWasReadBeforeItHeard() {
        var slow = new SlowLookUp();
        slow.ask();

        cache.hears();
        slow.answer(OLD);

        assertThat(get(NEW)).isEqualTo(NEW);
    }

    @Test
    void shouldNotGiveWhatWasReadBeforeTheKeyWasForgottenToWhoAsksAfterwards() {
        var before = new SlowLookUp();
        before.ask();
        cache.forget(hash);
        var after = new SlowLookUp();
        CompletableFuture<Optional<Channel>> later = after.ask();

        after.answer(NEW);
        before.answer(OLD);

        assertThat(later).isCompletedWithValue(NEW);
        assertThat(get(NONE)).isEqualTo(NEW);
    }

    @Test
    void shouldKeepKnownChannelsWhenUnknownKeysFlood() {
        get(OLD);

        IntStream.range(0, 60_000).forEach(number -> get(KeyHash.of("flood" + number), NONE));

        lookUps.set(0);
        assertThat(get(NEW)).isEqualTo(OLD);
        assertThat(lookUps).hasValue(0);
    }

    private Optional<Channel> get(Optional<Channel> found) {
        return get(hash, found);
    }

    private Optional<Channel> get(KeyHash key, Optional<Channel> found) {
        return lookedUp(key, found.map(channel -> new ChannelOfKey(channel, Optional.empty())));
    }

    private Optional<Channel> lookedUp(KeyHash key, Optional<ChannelOfKey> found) {
        return await(cache.get(key, missing -> {
            lookUps.incrementAndGet();
            return Uni.createFrom().item(found);
        }));
    }

    private static Optional<Channel> channel() {
        return Optional.of(new Channel(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "m",
                "c",
                "d",
                "g",
                "s",
                Map.of(),
                ChannelSettings.of(Map.of()),
                Pattern.compile("x")));
    }

    /** Answers when it is told to. */
    private final class SlowLookUp {
        private final AtomicReference<UniEmitter<? super Optional<ChannelOfKey>>> waiting = new AtomicReference<>();

        CompletableFuture<Optional<Channel>> ask() {
            return cache.get(
                            hash,
                            missing -> Uni.createFrom().emitter(emitter -> {
                                lookUps.incrementAndGet();
                                waiting.set(emitter);
                            }))
                    .subscribeAsCompletionStage();
        }

        void answer(Optional<Channel> channel) {
            waiting.get().complete(channel.map(found -> new ChannelOfKey(found, Optional.empty())));
        }
    }
}
