package dev.dlrbridge.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Removes what the journal holds of a portal, some rows of each table at a time, so that nobody waits for it. */
@ApplicationScoped
public class PortalRows {
    /** Tables and the columns by which, beside the portal, their rows are found. */
    private static final Map<String, String> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put("message", "message_id");
        KEYS.put("report", "message_id");
        KEYS.put("correlation", "channel_id, correlation_key");
        KEYS.put("unmatched", "channel_id, correlation_key, id");
        KEYS.put("quarantine", "channel_id, id");
        KEYS.put("quarantine_usage", "channel_id");
        KEYS.put("refusal", "channel_id, id");
    }

    private static final String REMOVE = """
            DELETE FROM %1$s
             WHERE portal_id = $1
               AND (%2$s) IN (SELECT %2$s
                                FROM %1$s
                               WHERE portal_id = $1
                               ORDER BY %2$s
                               LIMIT $2)
            """;

    private final Pool pool;

    PortalRows(Pool pool) {
        this.pool = pool;
    }

    static Set<String> tables() {
        return KEYS.keySet();
    }

    /** Removes some rows of each table, each in a transaction of its own; how many there were, 0 when there are none. */
    public Uni<Long> removeSome(UUID portalId, int mostPerTable) {
        return Multi.createFrom()
                .iterable(KEYS.entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        table -> pool.preparedQuery(REMOVE.formatted(table.getKey(), table.getValue()))
                                .execute(Tuple.of(portalId, (long) mostPerTable)))
                .map(rows -> (long) rows.rowCount())
                .collect()
                .with(java.util.stream.Collectors.summingLong(Long::longValue));
    }
}
