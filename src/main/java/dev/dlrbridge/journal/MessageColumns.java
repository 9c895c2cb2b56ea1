package dev.dlrbridge.journal;

import dev.dlrbridge.sql.Statements;
import io.vertx.mutiny.sqlclient.Row;

/** What is read of a message, in whichever statement it is called {@code m}. */
public final class MessageColumns {
    public static final String STATE = """
            CASE WHEN m.reported IS NULL THEN 'not-understood'
                 WHEN m.abandoned_as IS NOT NULL THEN m.abandoned_as
                 WHEN m.due_at IS NOT NULL THEN 'pending'
                 ELSE 'forwarded' END
            """;

    public static final String OF_M = "m.message_id, m.channel_id, m.reported, m.forwarded, " + STATE
            + ", m.error_code, m.forwarded_at, m.attempts, m.last_error, m.first_seen_at";

    /** So many columns they are. */
    public static final int NUMBER = 10;

    private MessageColumns() {}

    /** @param first place of the first of these columns */
    public static Message read(Row row, int first) {
        return new Message(
                row.getString(first),
                row.getUUID(first + 1),
                StatusCode.status(row.getShort(first + 2)),
                StatusCode.status(row.getShort(first + 3)),
                row.getString(first + 4),
                row.getString(first + 5),
                Statements.time(row, first + 6),
                row.getInteger(first + 7),
                row.getString(first + 8),
                Statements.time(row, first + 9),
                null);
    }
}
