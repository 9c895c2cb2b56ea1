package dev.dlrbridge.webhook;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.tenant.event.EventsWritten;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What was sent to an endpoint, to be looked at and to be sent again. */
@ApplicationScoped
public class Deliveries {
    /** The most that are sent again at once. */
    public static final int MOST_AGAIN = 10_000;

    private static final String LIST = """
            SELECT event_id, seq, kind, created_at, coalesce(outcome, 'waiting'), attempts, attempted_at, status,
                   duration_ms, answer
              FROM webhook_event
             WHERE client_id = $1 AND endpoint = $2 AND seq < $3
             ORDER BY seq DESC
             LIMIT $4
            """;

    /** What it was given up for counts from now on; what is personal has no content any more. */
    private static final String AGAIN = """
            WITH again AS (
              UPDATE webhook_event
                 SET finished_at = NULL, outcome = NULL, give_up_at = now() + interval '3 days'
               WHERE client_id = $1 AND endpoint = $2
                 AND seq IN (SELECT seq
                               FROM webhook_event
                              WHERE client_id = $1 AND endpoint = $2
                                AND ($3::uuid IS NULL OR event_id = $3)
                                AND ($4::timestamptz IS NULL OR created_at >= $4)
                                AND finished_at IS NOT NULL AND payload IS NOT NULL
                              ORDER BY seq
                              LIMIT $5)
                 AND finished_at IS NOT NULL
              RETURNING portal_id, client_id, endpoint, size
            ), line AS (
              INSERT INTO webhook_line AS l (portal_id, client_id, endpoint, due_at, events, bytes)
              SELECT portal_id, client_id, endpoint, now(), count(*), sum(size)
                FROM again
               GROUP BY portal_id, client_id, endpoint
               ORDER BY portal_id, client_id, endpoint
              ON CONFLICT (portal_id, client_id, endpoint) DO UPDATE
                 SET due_at = coalesce(l.due_at, EXCLUDED.due_at),
                     events = l.events + EXCLUDED.events,
                     bytes = l.bytes + EXCLUDED.bytes,
                     updated_at = now()
            )
            SELECT count(*)::int FROM again
            """;

    /** No portal has it. */
    private static final String NOBODY = "0".repeat(32);

    private final Statements statements;
    private final Outbox outbox;
    private final Event<EventsWritten> written;

    Deliveries(Statements statements, Outbox outbox, Event<EventsWritten> written) {
        this.statements = statements;
        this.outbox = outbox;
        this.written = written;
    }

    /** The latest first, from the one before the given. */
    public Uni<List<DeliveryRecord>> list(String clientId, String endpoint, long before, int limit) {
        return statements.list(LIST, Tuple.of(clientId, endpoint, before, limit), Deliveries::delivery);
    }

    /**
     * Sends events again with their ids that were delivered or given up, at most {@link #MOST_AGAIN} of them, the oldest
     * first; how many.
     *
     * @param since absent: any time
     * @param eventId absent: any
     */
    public Uni<Integer> again(String clientId, String endpoint, Optional<UUID> eventId, Optional<Instant> since) {
        OffsetDateTime from = since.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null);
        return statements
                .one(
                        AGAIN,
                        Tuple.of(clientId, endpoint, eventId.orElse(null), from, MOST_AGAIN),
                        row -> row.getInteger(0))
                .invoke(() -> written.fire(new EventsWritten()));
    }

    /** Sends a test event; its id. Fails with {@link EndpointConflictException} if the endpoint is told of nothing. */
    public Uni<UUID> test(String clientId, String endpoint) {
        EventPortal nobody =
                new EventPortal(null, clientId, NOBODY, URI.create("https://example.bitrix24.com/rest/")).gone();
        PortalEvent event = PortalEvent.of(EventKind.TEST, nobody, Map.of());
        return outbox.test(statements, event, endpoint)
                .map(told -> told.stream()
                        .findFirst()
                        .orElseThrow(() -> new EndpointConflictException("it is off, gone or crowded")));
    }

    private static DeliveryRecord delivery(Row row) {
        return new DeliveryRecord(
                row.getUUID(0),
                row.getLong(1),
                row.getString(2),
                row.getOffsetDateTime(3).toInstant(),
                row.getString(4),
                row.getInteger(5),
                row.getOffsetDateTime(6) == null
                        ? null
                        : row.getOffsetDateTime(6).toInstant(),
                row.getInteger(7),
                row.getInteger(8),
                row.getString(9));
    }
}
