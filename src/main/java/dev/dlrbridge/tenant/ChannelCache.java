package dev.dlrbridge.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dlrbridge.bitrix24.CallerContext;
import dev.dlrbridge.tenant.callback.KeyHash;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Remembers which key belongs to which channel, and which keys to none; each key is looked up once at a time. What it
 * remembers lives long as long as it is told what anyone changes ({@link #hears}), and shortly otherwise.
 */
@Singleton
class ChannelCache {
    static final Duration LONG_LIFE = Duration.ofMinutes(10);
    static final Duration SHORT_LIFE = Duration.ofSeconds(10);

    private static final int MOST = 50_000;

    private final LongSupplier nanos;
    private final Cache<KeyHash, Found> known;
    /** Apart, so that a flood of unknown keys does not push known ones out. */
    private final Cache<KeyHash, Found> unknown;

    private final Map<KeyHash, Load> underWay = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile boolean hears;

    @Inject
    ChannelCache() {
        this(System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    ChannelCache(LongSupplier nanos) {
        this.nanos = nanos;
        this.known = cache(LONG_LIFE);
        this.unknown = cache(SHORT_LIFE);
    }

    Uni<Optional<Channel>> get(KeyHash hash, Function<KeyHash, Uni<Optional<ChannelOfKey>>> lookUp) {
        return Uni.createFrom()
                .deferred(() -> remembered(hash)
                        .map(channel -> Uni.createFrom().item(channel))
                        .orElseGet(() -> CallerContext.keep(
                                underWay.computeIfAbsent(hash, missing -> new Load(missing, lookUp)).result)));
    }

    /** What is known without a look-up: the key's channel, or that there is none; empty if it must be looked up. */
    Optional<Optional<Channel>> remembered(KeyHash hash) {
        Found found = known.getIfPresent(hash);
        if (found == null || !isFresh(found)) {
            found = unknown.getIfPresent(hash);
        }
        return Optional.ofNullable(found).map(Found::channel);
    }

    /** What is being looked up at this moment is forgotten too: it may have been read before the change. */
    void forget(KeyHash hash) {
        changes.incrementAndGet();
        underWay.compute(hash, (same, load) -> {
            known.invalidate(same);
            unknown.invalidate(same);
            return null;
        });
    }

    void forget(List<KeyHash> hashes) {
        hashes.forEach(this::forget);
    }

    /** How many changes of channels were told so far. */
    long changes() {
        return changes.get();
    }

    /** Nothing is missed from now on, unlike before. */
    void hears() {
        changes.incrementAndGet();
        underWay.keySet().forEach(this::forget);
        known.invalidateAll();
        unknown.invalidateAll();
        hears = true;
    }

    /** What is changed is not told any more. */
    void isDeaf() {
        hears = false;
    }

    boolean isHearing() {
        return hears;
    }

    private boolean isFresh(Found found) {
        long now = nanos.getAsLong();
        return now - found.until < 0 && (hears || now - found.since < SHORT_LIFE.toNanos());
    }

    private Cache<KeyHash, Found> cache(Duration life) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(life)
                .ticker(nanos::getAsLong)
                .build();
    }

    /**
     * @param since when the look-up began, by the monotonic clock
     * @param until when the key ends by itself, or is looked up again
     */
    private record Found(Optional<Channel> channel, long since, long until) {
        static Found of(Optional<ChannelOfKey> found, long since) {
            Duration left = found.flatMap(ChannelOfKey::left).orElse(LONG_LIFE);
            return new Found(found.map(ChannelOfKey::channel), since, since + left.toNanos());
        }
    }

    /** One look-up for all who ask for the key meanwhile; remembered unless the key was forgotten since it began. */
    private final class Load {
        final Uni<Optional<Channel>> result;

        Load(KeyHash hash, Function<KeyHash, Uni<Optional<ChannelOfKey>>> lookUp) {
            long since = nanos.getAsLong();
            result = Uni.createFrom()
                    .deferred(() -> lookUp.apply(hash))
                    .map(found -> Found.of(found, since))
                    .invoke(found -> remember(hash, found))
                    .map(Found::channel)
                    .onTermination()
                    .invoke(() -> underWay.remove(hash, this))
                    .memoize()
                    .indefinitely();
        }

        private void remember(KeyHash hash, Found found) {
            underWay.computeIfPresent(hash, (same, load) -> {
                if (load == this) {
                    (found.channel.isPresent() ? known : unknown).put(same, found);
                }
                return load;
            });
        }
    }
}
