package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.CallerContext;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.cache.CaffeineCache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Remembers which key belongs to which channel, and which keys to none; each key is looked up once at a time. */
@ApplicationScoped
class ChannelCache {
    private final CaffeineCache known;
    private final CaffeineCache unknown;
    private final Map<KeyHash, Uni<Optional<Channel>>> underWay = new ConcurrentHashMap<>();

    ChannelCache(@CacheName("channels") Cache known, @CacheName("unknown-channels") Cache unknown) {
        this.known = known.as(CaffeineCache.class);
        this.unknown = unknown.as(CaffeineCache.class);
    }

    Uni<Optional<Channel>> get(KeyHash hash, Supplier<Uni<Optional<Channel>>> lookUp) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Optional<Channel>> cached = known.getIfPresent(hash);
            if (cached == null) {
                cached = unknown.getIfPresent(hash);
            }
            return cached != null
                    ? Uni.createFrom().completionStage(cached)
                    : CallerContext.keep(underWay.computeIfAbsent(hash, missing -> load(missing, lookUp)));
        });
    }

    Uni<Void> forget(KeyHash hash) {
        return known.invalidate(hash).chain(() -> unknown.invalidate(hash));
    }

    Uni<Void> forget(List<KeyHash> hashes) {
        return Multi.createFrom()
                .iterable(hashes)
                .onItem()
                .call(hash -> forget(hash))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Optional<Channel>> load(KeyHash hash, Supplier<Uni<Optional<Channel>>> lookUp) {
        return Uni.createFrom()
                .deferred(lookUp::get)
                .invoke(found ->
                        (found.isPresent() ? known : unknown).put(hash, CompletableFuture.completedFuture(found)))
                .onTermination()
                .invoke(() -> underWay.remove(hash))
                .memoize()
                .indefinitely();
    }
}
