package dev.dlrbridge.retention;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Removes what there is of a portal beside its channels, some rows of each table at a time, so that nobody waits for it. */
@ApplicationScoped
class PortalRows {
    /** Tables and the columns by which, beside the portal, their rows are found. */
    private static final Map<String, String> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put("message", "message_id");
        KEYS.put("report", "message_id");
        KEYS.put("correlation", "channel_id, correlation_key");
        KEYS.put("unmatched", "channel_id, correlation_key, id");
        KEYS.put("requested_message", "message_id");
        KEYS.put("quarantine", "channel_id, id");
        KEYS.put("quarantine_usage", "channel_id");
        KEYS.put("refusal", "channel_id, id");
        KEYS.put("statistic", "hour, gateway, status");
        KEYS.put("webhook_line", "client_id, endpoint");
        KEYS.put("webhook_event", "client_id, endpoint, event_id");
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

    /** An application's channel knows its portals by these alone: what waits there belongs to none yet. */
    private static final String REMOVE_CORRELATIONS = """
            DELETE FROM correlation
             WHERE (portal_id, channel_id, correlation_key) IN (SELECT portal_id, channel_id, correlation_key
                                                                  FROM correlation
                                                                 WHERE to_portal = $1
                                                                 LIMIT $2)
            """;

    private final Statements statements;

    PortalRows(Statements statements) {
        this.statements = statements;
    }

    static Set<String> tables() {
        return KEYS.keySet();
    }

    /** Removes some rows of each table, each in a transaction of its own; how many there were, 0 when there are none. */
    Uni<Long> removeSome(UUID portalId, int mostPerTable) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom()
                                .iterable(KEYS.entrySet())
                                .map(table -> REMOVE.formatted(table.getKey(), table.getValue())),
                        Multi.createFrom().item(REMOVE_CORRELATIONS))
                .onItem()
                .transformToUniAndConcatenate(sql -> statements.count(sql, Tuple.of(portalId, (long) mostPerTable)))
                .collect()
                .with(Collectors.summingLong(Integer::longValue));
    }
}
