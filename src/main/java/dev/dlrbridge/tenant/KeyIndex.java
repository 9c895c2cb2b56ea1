package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.CallerContext;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.callback.KeyHash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * Tells of a callback key that does not exist without asking the database for each: all keys that do are read at once,
 * eight bytes of each hash, and not again for a while unless a channel has changed.
 */
@ApplicationScoped
class KeyIndex {
    private static final Duration READ_EVERY = Duration.ofSeconds(10);

    private static final String ALL = """
            SELECT string_agg(substring(key.hash FROM 1 FOR 8), ''::bytea) AS hashes
              FROM channel c
             CROSS JOIN LATERAL unnest(ARRAY[c.key_hash, c.previous_key_hash]) AS key (hash)
             WHERE key.hash IS NOT NULL
            """;

    private final Uni<long[]> prefixes;

    private volatile long changes;
    private volatile long readAt;

    KeyIndex(Statements statements, ChannelCache cache) {
        prefixes = statements
                .one(ALL, Tuple.tuple(), KeyIndex::sorted)
                .onSubscription()
                .invoke(() -> {
                    changes = cache.changes();
                    readAt = System.nanoTime();
                })
                .memoize()
                .until(() -> changes != cache.changes() || System.nanoTime() - readAt > READ_EVERY.toNanos());
    }

    /** False if there was no such key some seconds ago. */
    Uni<Boolean> mayHold(KeyHash hash) {
        long prefix = ByteBuffer.wrap(hash.bytes()).getLong();
        return CallerContext.keep(prefixes).map(all -> Arrays.binarySearch(all, prefix) >= 0);
    }

    private static long[] sorted(Row row) {
        Buffer hashes = row.getBuffer("hashes");
        long[] prefixes = new long[hashes == null ? 0 : hashes.length() / Long.BYTES];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = hashes.getLong(i * Long.BYTES);
        }
        Arrays.sort(prefixes);
        return prefixes;
    }
}
