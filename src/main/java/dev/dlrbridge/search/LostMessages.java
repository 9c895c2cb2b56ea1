package dev.dlrbridge.search;

import dev.dlrbridge.sql.Columns;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.notification.LossesShown.Loss;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Finds who wrote messages that have not arrived. */
@ApplicationScoped
public class LostMessages {
    private static final String FIND = """
            SELECT p.id, r.author, p.language, r.requested_at, c.gateway, m.error_code
              FROM unnest($1::uuid[], $2::text[]) AS lost (portal_id, message_id)
              JOIN portal p ON p.id = lost.portal_id
              JOIN template t ON t.client_id = p.client_id AND t.present AND t.notifications
              JOIN requested_message r USING (portal_id, message_id)
              JOIN message m USING (portal_id, message_id)
              LEFT JOIN channel c ON c.id = m.channel_id
             WHERE r.author IS NOT NULL
             ORDER BY r.requested_at
            """;

    private final Statements statements;

    LostMessages(Statements statements) {
        this.statements = statements;
    }

    /** Those whose author is known, and is told by the template of his application; the oldest first. */
    public Uni<List<LostMessage>> find(List<Loss> losses) {
        Columns<Loss> rows = Columns.of(losses);
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(rows.column(UUID.class, Loss::portalId))
                .addArrayOfString(rows.column(String.class, Loss::messageId));
        return statements.list(FIND, values, LostMessage::of);
    }

    /**
     * A message that has not arrived.
     *
     * @param author Bitrix24's id of who wrote it
     * @param language of the portal; null: not known
     * @param gateway of its channel; null when the channel is gone
     * @param code why; null when nobody has said it
     */
    public record LostMessage(
            UUID portalId, long author, String language, Instant requestedAt, String gateway, String code) {
        static LostMessage of(Row row) {
            return new LostMessage(
                    row.getUUID(0),
                    row.getLong(1),
                    row.getString(2),
                    row.getOffsetDateTime(3).toInstant(),
                    row.getString(4),
                    row.getString(5));
        }
    }
}
