package dev.dlrbridge.journal;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports that wait for their correlation, or have waited for it in vain. */
@ApplicationScoped
public class UnmatchedReports {
    private static final String LIST = """
            SELECT id, received_at, gateway_id, raw_status, status, error_code, error_text, event_time,
                   received_at < now() - $5 * interval '1 second'
              FROM unmatched
             WHERE portal_id = $1 AND channel_id = $2 AND id < $3
             ORDER BY id DESC
             LIMIT $4
            """;

    private static final String KEY =
            "SELECT correlation_key FROM unmatched WHERE portal_id = $1 AND channel_id = $2 AND id = $3";

    private final Statements statements;
    private final Correlations correlations;
    private final int waitSeconds;

    UnmatchedReports(Statements statements, Correlations correlations, JournalConfig config) {
        this.statements = statements;
        this.correlations = correlations;
        this.waitSeconds = (int) config.waitForCorrelation().toSeconds();
    }

    /**
     * A channel's unmatched reports, the newest first.
     *
     * @param before the last id of the page before; {@link Long#MAX_VALUE} for the first page
     */
    public Uni<List<UnmatchedReport>> list(Destination channel, long before, int limit) {
        Tuple values = Tuple.of(channel.portalId(), channel.channelId(), before, limit, waitSeconds);
        return statements.list(LIST, values, row -> report(channel, row));
    }

    /**
     * Tells which message a report is about, and with it all others of the same gateway id, now and later.
     *
     * @return empty when there is no such report; false when its gateway id is known for another message
     */
    public Uni<Optional<Boolean>> attach(Destination channel, long id, PortalMessage message) {
        return statements
                .first(KEY, Tuple.of(channel.portalId(), channel.channelId(), id), row -> row.getString(0))
                .chain(key -> key.isPresent()
                        ? correlations.put(channel, Map.of(key.get(), message)).map(Optional::of)
                        : Uni.createFrom().item(Optional.empty()));
    }

    private static UnmatchedReport report(Destination channel, Row row) {
        OffsetDateTime eventTime = row.getOffsetDateTime(7);
        return new UnmatchedReport(
                row.getLong(0),
                new ReportView(
                        row.getOffsetDateTime(1).toInstant(),
                        channel.channelId(),
                        row.getString(2),
                        row.getString(3),
                        StatusCode.status(row.getShort(4)),
                        row.getString(5),
                        row.getString(6),
                        eventTime == null ? null : eventTime.toInstant()),
                row.getBoolean(8));
    }
}
