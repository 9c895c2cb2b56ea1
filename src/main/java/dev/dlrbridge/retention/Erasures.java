package dev.dlrbridge.retention;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which portals are being erased, and the proof of what was. The rows themselves are removed step by step. */
@ApplicationScoped
public class Erasures {
    private static final String COLUMNS =
            "portal_id, client_id, member_id, cause, requested_at, erased_rows, finished_at";

    private static final String TAKE = """
            UPDATE erasure
               SET claimed_until = now() + interval '1 minute'
             WHERE portal_id IN (SELECT portal_id
                                   FROM erasure
                                  WHERE finished_at IS NULL
                                    AND (claimed_until IS NULL OR claimed_until < now())
                                  ORDER BY requested_at
                                  LIMIT 1
                                    FOR UPDATE SKIP LOCKED)
            RETURNING %s
            """.formatted(COLUMNS);

    /**
     * A replica that still knows a channel may add rows for some seconds: the end is not declared before, and meanwhile
     * others have their turn.
     */
    private static final String RECORD = """
            UPDATE erasure
               SET erased_rows = erased_rows + $2,
                   claimed_until = CASE WHEN $2 = 0 THEN now() + interval '10 seconds' END,
                   finished_at = CASE WHEN $2 = 0 AND requested_at < now() - interval '1 minute' THEN now() END
             WHERE portal_id = $1
            RETURNING finished_at IS NOT NULL
            """;

    private static final String LIST = """
            SELECT %s
              FROM erasure
             WHERE client_id = $1
               AND (requested_at, portal_id) < ($2, $3)
             ORDER BY requested_at DESC, portal_id DESC
             LIMIT $4
            """.formatted(COLUMNS);

    private static final Instant BEFORE_ALL = Instant.parse("9999-01-01T00:00:00Z");

    private final Statements statements;

    Erasures(Statements statements) {
        this.statements = statements;
    }

    /** The oldest erasure that is not finished, for this replica alone in the next minute. */
    Uni<Optional<Erasure>> take() {
        return statements.first(TAKE, Tuple.tuple(), Erasures::erasure);
    }

    /** Notes how many rows a step has removed; true when that was the last one. */
    Uni<Boolean> record(UUID portalId, long rows) {
        return statements
                .first(RECORD, Tuple.of(portalId, rows), row -> row.getBoolean(0))
                .map(finished -> finished.orElse(false));
    }

    /** An application's erasures, the latest first, from the one after the given; from the first after null. */
    public Uni<List<Erasure>> list(String clientId, Instant afterTime, UUID afterId, int limit) {
        Instant time = afterTime == null ? BEFORE_ALL : afterTime;
        Tuple values = Tuple.of(clientId, time.atOffset(ZoneOffset.UTC), afterId, (long) limit);
        return statements.list(LIST, values, Erasures::erasure);
    }

    private static Erasure erasure(Row row) {
        return new Erasure(
                row.getUUID("portal_id"),
                row.getString("client_id"),
                row.getString("member_id"),
                row.getString("cause"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getLong("erased_rows"),
                Optional.ofNullable(row.getOffsetDateTime("finished_at")).map(OffsetDateTime::toInstant));
    }
}
