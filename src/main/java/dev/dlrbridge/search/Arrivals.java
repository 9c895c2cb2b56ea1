package dev.dlrbridge.search;

import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.StatusCode;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.trace.Masked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What has come in at one channel in the last moments, whatever became of it. Asked again and again by whoever watches; while
 * nobody does, it costs nothing.
 */
@ApplicationScoped
public class Arrivals {
    /** Longer than a transaction takes to commit, and than refusals take to be stored. */
    private static final String LATELY = "now() - interval '10 seconds'";

    /** The history by its summaries of times, the rest by the keys of the channel. */
    private static final String LAST = """
            SELECT at, outcome, message_id, gateway_id, said, status
              FROM (SELECT received_at AS at, 'ACCEPTED' AS outcome, message_id, gateway_id, raw_status AS said, status
                      FROM report
                     WHERE channel_id = $2 AND received_at > %1$s AND status IS NOT NULL
                     UNION ALL
                    SELECT received_at, 'UNMATCHED', NULL, gateway_id, raw_status, status
                      FROM unmatched
                     WHERE portal_id = $1 AND channel_id = $2 AND received_at > %1$s
                     UNION ALL
                    SELECT received_at, 'QUARANTINED', message_ids[1], NULL, coalesce(unknown_words[1], reason), NULL
                      FROM quarantine
                     WHERE channel_id = $2 AND received_at > %1$s
                     UNION ALL
                    SELECT refused_at, 'REFUSED', NULL, NULL, reason, NULL
                      FROM refusal
                     WHERE portal_id = $1 AND channel_id = $2 AND refused_at > %1$s) arrived
             ORDER BY at DESC
             LIMIT 100
            """.formatted(LATELY);

    private final Statements statements;

    Arrivals(Statements statements) {
        this.statements = statements;
    }

    /** Of the last ten seconds the last hundred, the newest first. */
    public Uni<List<Arrival>> last(Channel channel) {
        return statements.list(LAST, Tuple.of(channel.portalId(), channel.id()), Arrivals::arrival);
    }

    private static Arrival arrival(Row row) {
        Short status = row.getShort(5);
        return new Arrival(
                row.getOffsetDateTime(0).toInstant(),
                Outcome.valueOf(row.getString(1)),
                row.getString(2),
                row.getString(3),
                Masked.kept(row.getString(4)),
                StatusCode.status(status));
    }

    /**
     * A request, or one of its reports.
     *
     * @param said the gateway's word, or why it was not taken for a report
     * @param status null when it is not known what the word means
     */
    public record Arrival(
            Instant at, Outcome outcome, String messageId, String gatewayId, String said, Status status) {}

    /** What became of it. */
    public enum Outcome {
        ACCEPTED,
        /** It waits for its message to be known. */
        UNMATCHED,
        QUARANTINED,
        REFUSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
