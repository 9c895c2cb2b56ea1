package dev.dlrbridge.statistics;

import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.StatusCode;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.statistics.StatisticFilter.By;
import dev.dlrbridge.trace.PortalName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Figures by hour, for people who ask. */
@ApplicationScoped
public class Statistics {
    /** Of more there is no use in one answer. */
    public static final int MOST = 10_000;

    private static final String NOT_UNDERSTOOD = "not-understood";

    private static final String SUM = """
            SELECT CASE WHEN $7 THEN s.hour END, CASE WHEN $8 THEN s.client_id END, CASE WHEN $9 THEN p.member_id END,
                   CASE WHEN $9 THEN p.client_endpoint END, CASE WHEN $10 THEN s.gateway END, CASE WHEN $11 THEN s.status END,
                   sum(s.reports)::bigint,
                   (sum(s.known_ms) / nullif(sum(s.known), 0) / 1000)::float8,
                   sum(s.shown)::bigint,
                   (sum(s.shown_ms) / nullif(sum(s.shown), 0) / 1000)::float8
              FROM statistic s
              JOIN portal p ON p.id = s.portal_id
             WHERE s.hour >= $1 AND s.hour < $2
               AND ($3::text[] IS NULL OR s.client_id = ANY ($3))
               AND ($4::text IS NULL OR p.member_id = $4)
               AND ($5::text IS NULL OR s.gateway = $5)
               AND ($6::smallint IS NULL OR s.status = $6)
             GROUP BY 1, 2, 3, 4, 5, 6
             ORDER BY 1, 2, 3, 5, 6
             LIMIT $12
            """;

    private static final String UNTIL =
            "SELECT date_trunc('hour', until) FROM statistic_progress WHERE pass = 'received'";

    private final Statements statements;

    Statistics(Statements statements) {
        this.statements = statements;
    }

    /** At most {@link #MOST}, in the order of their hours and names. */
    public Uni<List<Statistic>> list(StatisticFilter filter) {
        Tuple values = Tuple.tuple()
                .addOffsetDateTime(filter.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(filter.to().atOffset(ZoneOffset.UTC))
                .addArrayOfString(
                        filter.applications().isEmpty()
                                ? null
                                : filter.applications().toArray(String[]::new))
                .addString(filter.memberId())
                .addString(filter.gateway())
                .addShort(StatusCode.of(filter.status()));
        for (By by : By.values()) {
            values.addBoolean(filter.by().contains(by));
        }
        return statements.list(SUM, values.addInteger(MOST), Statistics::statistic);
    }

    /** The first hour whose figures are not whole yet. */
    public Uni<Instant> until() {
        return statements.one(
                UNTIL, Tuple.tuple(), row -> row.getOffsetDateTime(0).toInstant());
    }

    private static Statistic statistic(Row row) {
        OffsetDateTime hour = row.getOffsetDateTime(0);
        String memberId = row.getString(2);
        return new Statistic(
                hour == null ? null : hour.toInstant(),
                row.getString(1),
                memberId == null
                        ? null
                        : new Statistic.Portal(memberId, PortalName.domain(URI.create(row.getString(3)))),
                row.getString(4),
                status(row.getShort(5)),
                row.getLong(6),
                row.getDouble(7),
                row.getLong(8),
                row.getDouble(9));
    }

    private static String status(Short code) {
        if (code == null) {
            return null;
        }
        Status status = code == 0 ? null : StatusCode.status(code);
        return status == null ? NOT_UNDERSTOOD : status.word();
    }
}
