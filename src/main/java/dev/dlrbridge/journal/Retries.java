package dev.dlrbridge.journal;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Sends given-up messages on their way again, at an operator's word. */
@ApplicationScoped
public class Retries {
    /** So many in one transaction: locks are held for a moment only. */
    static final int STEP = 1_000;

    /** An old message would expire at once, so that its time begins anew. */
    private static final String RETRY = """
            UPDATE message m
               SET due_at = greatest(now(), m.in_flight_until),
                   attempts = 0,
                   refusals = 0,
                   abandoned_as = NULL,
                   first_seen_at = CASE WHEN m.first_seen_at < now() - interval '12 days'
                                        THEN now() ELSE m.first_seen_at END
            """;

    private static final String ONE =
            RETRY + " WHERE m.portal_id = $1 AND m.message_id = $2 AND m.abandoned_as IS NOT NULL";

    private static final String SOME = """
            WITH chosen AS (
              SELECT portal_id, message_id
                FROM message
               WHERE portal_id = $1
                 AND abandoned_as = $2
                 AND ($3::timestamptz IS NULL OR first_seen_at >= $3)
                 AND message_id > $4
               ORDER BY message_id
               LIMIT $5
                 FOR UPDATE
            ), retried AS (
            """ + RETRY + """
                FROM chosen c
               WHERE m.portal_id = c.portal_id AND m.message_id = c.message_id
              RETURNING m.message_id
            )
            SELECT count(*), coalesce(max(message_id), '') FROM retried
            """;

    private final Statements statements;
    private final Event<LanesHaveWork> work;

    Retries(Statements statements, Event<LanesHaveWork> work) {
        this.statements = statements;
        this.work = work;
    }

    /** Retries one message; false when it was not given up. */
    public Uni<Boolean> retry(UUID portalId, String account, String messageId) {
        return statements
                .count(ONE, Tuple.of(portalId, messageId))
                .map(updated -> updated == 1)
                .invoke(() -> wake(portalId, account));
    }

    /**
     * Retries given-up messages of a portal, a thousand at a time in the order of their ids, so that one which is given
     * up again meanwhile is not met twice.
     *
     * @param state {@code rejected} or {@code expired}
     * @param since only messages first seen then or later; null for all
     * @return how many
     */
    public Uni<Long> retryAll(UUID portalId, String account, String state, Instant since) {
        OffsetDateTime earliest = since == null ? null : since.atOffset(ZoneOffset.UTC);
        AtomicReference<String> last = new AtomicReference<>("");
        return Uni.createFrom()
                .deferred(() -> step(Tuple.of(portalId, state, earliest, last.get(), STEP), last))
                .repeat()
                .whilst(retried -> retried == STEP)
                .collect()
                .with(Collectors.summingLong(Long::longValue))
                .invoke(() -> wake(portalId, account));
    }

    private Uni<Long> step(Tuple values, AtomicReference<String> last) {
        return statements.one(SOME, values, row -> {
            last.set(row.getString(1));
            return row.getLong(0);
        });
    }

    private void wake(UUID portalId, String account) {
        work.fire(new LanesHaveWork(Map.of(portalId, account)));
    }
}
