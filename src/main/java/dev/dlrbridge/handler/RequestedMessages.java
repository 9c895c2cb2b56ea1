package dev.dlrbridge.handler;

import dev.dlrbridge.journal.PortalMessage;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.SealedColumn;
import dev.dlrbridge.tenant.secret.SecretBox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which messages were requested, so that each is told once, and what became of each. */
@ApplicationScoped
class RequestedMessages {
    private static final String TABLE = "requested_message";
    private static final String RECIPIENT = "recipient";

    private static final String ADD = """
            INSERT INTO requested_message (portal_id, message_id, event_id, channel_id, sender_code, recipient, deadline_at,
                                           author)
            VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second', $8)
            ON CONFLICT DO NOTHING
            """;

    /** It is due at once: whoever commits this reports it, or dies, and then another does. */
    private static final String FAIL = """
            UPDATE requested_message
               SET failure = $3, recipient = NULL, deadline_at = now()
             WHERE portal_id = $1 AND event_id = $2 AND ended_at IS NULL
            """;

    private static final String END = """
            UPDATE requested_message
               SET outcome = $3, recipient = NULL, ended_at = now()
             WHERE portal_id = $1 AND message_id = $2 AND ended_at IS NULL
            """;

    private static final String WAITING = """
            SELECT r.portal_id, r.message_id, r.event_id, r.channel_id, r.sender_code, r.recipient, r.requested_at, r.failure,
                   p.member_id
              FROM requested_message r
              JOIN portal p ON p.id = r.portal_id
             WHERE r.ended_at IS NULL
            """;

    private static final String ONE = WAITING + " AND r.portal_id = $1 AND r.event_id = $2";
    private static final String OVERDUE = WAITING + " AND r.deadline_at <= now() ORDER BY r.deadline_at LIMIT $1";

    private final Statements statements;
    private final SecretBox secrets;

    RequestedMessages(Statements statements, SecretBox secrets) {
        this.statements = statements;
        this.secrets = secrets;
    }

    /**
     * @param eventId by which the integrator is told
     * @param channelId null when there is no channel of the sender
     * @return false when it was requested before
     */
    Uni<Boolean> add(
            Statements transaction, UUID portalId, UUID eventId, MessagePost post, UUID channelId, Duration within) {
        Tuple values = Tuple.tuple()
                .addUUID(portalId)
                .addString(post.messageId())
                .addUUID(eventId)
                .addUUID(channelId)
                .addString(post.senderCode())
                .addBuffer(Buffer.buffer(secrets.sealText(TABLE, RECIPIENT, eventId.toString(), post.to())))
                .addLong(within.toSeconds())
                .addLong(post.author().orElse(null));
        return transaction.count(ADD, values).map(added -> added == 1);
    }

    /** It is not going to be handed over; the portal is yet to be told. */
    Uni<Void> fail(Statements transaction, UUID portalId, UUID eventId, Failure failure) {
        return transaction
                .count(FAIL, Tuple.of(portalId, eventId, failure.name()))
                .replaceWithVoid();
    }

    Uni<Void> fail(UUID portalId, UUID eventId, Failure failure) {
        return fail(statements, portalId, eventId, failure);
    }

    /** Nothing is left to do: it was handed over, or the portal's status is in the journal. */
    Uni<Void> end(PortalMessage message, String outcome) {
        return statements
                .count(END, Tuple.of(message.portalId(), message.messageId(), outcome))
                .replaceWithVoid();
    }

    /** Empty when it has ended, or is gone with its portal. */
    Uni<Optional<RequestedMessage>> waiting(UUID portalId, UUID eventId) {
        return statements.first(ONE, Tuple.of(portalId, eventId), this::message);
    }

    /** Whose time is over, those first that have been for the longest. */
    Uni<List<RequestedMessage>> overdue(int limit) {
        return statements.list(OVERDUE, Tuple.of((long) limit), this::message);
    }

    private RequestedMessage message(Row row) {
        String eventId = row.getUUID("event_id").toString();
        return new RequestedMessage(
                new PortalMessage(row.getUUID("portal_id"), row.getString("member_id"), row.getString("message_id")),
                row.getUUID("channel_id"),
                row.getString("sender_code"),
                Optional.ofNullable(row.getBuffer(RECIPIENT))
                        .map(found -> secrets.openText(TABLE, RECIPIENT, eventId, found.getBytes())),
                row.getOffsetDateTime("requested_at").toInstant(),
                Optional.ofNullable(row.getString("failure")).map(Failure::valueOf));
    }

    /** What of it is encrypted. */
    @Produces
    @Singleton
    static SealedColumn recipient() {
        return new SealedColumn(TABLE, RECIPIENT, "event_id::text");
    }
}
