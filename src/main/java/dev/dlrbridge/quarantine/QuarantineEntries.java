package dev.dlrbridge.quarantine;

import dev.dlrbridge.sql.Statements;
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
import java.util.Optional;
import java.util.UUID;

/** What lies in quarantine, for people who ask and for replays. */
@ApplicationScoped
public class QuarantineEntries {
    private static final String COLUMNS = """
            q.portal_id, coalesce(p.client_id, c.client_id) AS client_id, p.member_id, p.client_endpoint, q.id, q.channel_id, q.gateway, q.received_at, q.reason,
            q.verified, q.size, q.replayed_at, q.unknown_words, q.message_ids""";

    private static final String FROM = """
             FROM quarantine q
             LEFT JOIN portal p ON p.id = q.portal_id
             LEFT JOIN channel c ON c.id = q.channel_id
            """;

    private static final String LIST = "SELECT " + COLUMNS + FROM + """
             WHERE ($1::text IS NULL OR q.gateway = $1)
               AND ($2::uuid IS NULL OR q.channel_id = $2)
               AND ($3::boolean IS NULL OR q.verified = $3)
               AND ($4::timestamptz IS NULL OR (q.received_at, q.id) < ($4, $5::uuid))
               AND ($6::text[] IS NULL OR coalesce(p.client_id, c.client_id) = ANY ($6))
             ORDER BY q.received_at DESC, q.id DESC
             LIMIT $7
            """;

    private static final String OF_MESSAGE = "SELECT " + COLUMNS + FROM + """
             WHERE q.portal_id = $1 AND q.message_ids @> ARRAY[$2::text]
             ORDER BY q.received_at DESC
             LIMIT $3
            """;

    private static final String ONE = "SELECT " + COLUMNS + ", q.request" + FROM + " WHERE q.id = $1";

    private static final String NEXT = "SELECT " + COLUMNS + ", q.request" + FROM + """
             WHERE q.gateway = $1
               AND q.received_at <= $2
               AND ($3::timestamptz IS NULL OR (q.received_at, q.id) > ($3, $4::uuid))
             ORDER BY q.received_at, q.id
             LIMIT $5
            """;

    private static final String TRIED =
            "UPDATE quarantine SET reason = $2, verified = $3, replayed_at = now() WHERE id = $1";

    private static final String DELETE = "DELETE FROM quarantine WHERE id = $1";

    private final Statements statements;

    QuarantineEntries(Statements statements) {
        this.statements = statements;
    }

    /** Entries that pass the filter, the newest first. */
    public Uni<List<QuarantineEntry>> list(QuarantineFilter filter, int limit) {
        Tuple values = Tuple.tuple()
                .addString(filter.gateway())
                .addUUID(filter.channelId())
                .addBoolean(filter.verified())
                .addOffsetDateTime(time(filter.beforeTime()))
                .addUUID(filter.beforeId())
                .addArrayOfString(
                        filter.applications().isEmpty()
                                ? null
                                : filter.applications().toArray(String[]::new))
                .addInteger(limit);
        return statements.list(LIST, values, QuarantineEntries::entry);
    }

    /** Entries that may say something of a message, the newest first. */
    public Uni<List<QuarantineEntry>> ofMessage(UUID portalId, String messageId, int limit) {
        return statements.list(OF_MESSAGE, Tuple.of(portalId, messageId, limit), QuarantineEntries::entry);
    }

    /** One entry with its content. */
    public Uni<Optional<SealedRequest>> find(UUID id) {
        return statements.first(ONE, Tuple.of(id), QuarantineEntries::sealed);
    }

    /** A gateway's entries behind a position, the oldest first; those that came after the replay's start are not part of it. */
    Uni<List<SealedRequest>> next(String gateway, Instant until, String position, int limit) {
        String[] last = position.split(" ", 2);
        boolean first = last.length < 2;
        Tuple values = Tuple.of(
                gateway,
                time(until),
                first ? null : time(Instant.parse(last[0])),
                first ? null : UUID.fromString(last[1]),
                limit);
        return statements.list(NEXT, values, QuarantineEntries::sealed);
    }

    /** Where an entry stands in the order of replays. */
    static String position(QuarantineEntry entry) {
        return entry.receivedAt() + " " + entry.id();
    }

    /** Notes a replay that did not succeed. */
    public Uni<Void> tried(UUID id, String reason, boolean verified) {
        return statements.count(TRIED, Tuple.of(id, reason, verified)).replaceWithVoid();
    }

    /** Removes an entry; false if there is none. */
    public Uni<Boolean> delete(UUID id) {
        return statements.count(DELETE, Tuple.of(id)).map(deleted -> deleted == 1);
    }

    private static SealedRequest sealed(Row row) {
        return new SealedRequest(entry(row), row.getBuffer("request").getBytes());
    }

    private static QuarantineEntry entry(Row row) {
        OffsetDateTime replayedAt = row.getOffsetDateTime("replayed_at");
        return new QuarantineEntry(
                portal(row),
                row.getUUID("id"),
                row.getUUID("channel_id"),
                row.getString("gateway"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("reason"),
                row.getBoolean("verified"),
                row.getInteger("size"),
                replayedAt == null ? null : replayedAt.toInstant(),
                texts(row, "unknown_words"),
                texts(row, "message_ids"));
    }

    private static PortalName portal(Row row) {
        String address = row.getString("client_endpoint");
        return new PortalName(
                row.getUUID("portal_id"),
                row.getString("client_id"),
                row.getString("member_id"),
                address == null ? null : PortalName.domain(URI.create(address)));
    }

    private static List<String> texts(Row row, String column) {
        String[] texts = row.getArrayOfStrings(column);
        return texts == null ? null : List.of(texts);
    }

    private static OffsetDateTime time(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
