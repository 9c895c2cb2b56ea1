package dev.dlrbridge.journal;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the journal knows of messages, for people who ask. */
@ApplicationScoped
public class Messages {
    private static final String ONE =
            "SELECT " + MessageColumns.OF_M + " FROM message m WHERE portal_id = $1 AND message_id = $2";

    private static final String LIST = "SELECT " + MessageColumns.OF_M + """
             FROM message m
            WHERE portal_id = $1 AND message_id > $2 AND ($3::text IS NULL OR %s = $3)
            ORDER BY message_id
            LIMIT $4
            """.formatted(MessageColumns.STATE);

    private static final String REPORTS = """
            SELECT received_at, channel_id, gateway_id, raw_status, status, error_code, error_text, event_time
              FROM report
             WHERE portal_id = $1 AND message_id = $2
             ORDER BY received_at
             LIMIT 100
            """;

    private final Statements statements;

    Messages(Statements statements) {
        this.statements = statements;
    }

    /** One message of a portal. */
    public Uni<Optional<Message>> find(UUID portalId, String messageId) {
        return statements.first(ONE, Tuple.of(portalId, messageId), row -> MessageColumns.read(row, 0));
    }

    /**
     * Messages of a portal in the order of their ids.
     *
     * @param state {@code pending}, {@code forwarded}, {@code rejected} or {@code expired}; null for all
     * @param after the last id of the page before; empty for the first page
     */
    public Uni<List<Message>> list(UUID portalId, String state, String after, int limit) {
        return statements.list(LIST, Tuple.of(portalId, after, state, limit), row -> MessageColumns.read(row, 0));
    }

    /** The history of a message, oldest first, a hundred reports at most. */
    public Uni<List<ReportView>> reports(UUID portalId, String messageId) {
        return statements.list(REPORTS, Tuple.of(portalId, messageId), Messages::report);
    }

    private static ReportView report(Row row) {
        OffsetDateTime eventTime = row.getOffsetDateTime(7);
        return new ReportView(
                row.getOffsetDateTime(0).toInstant(),
                row.getUUID(1),
                row.getString(2),
                row.getString(3),
                StatusCode.status(row.getShort(4)),
                row.getString(5),
                row.getString(6),
                eventTime == null ? null : eventTime.toInstant());
    }
}
