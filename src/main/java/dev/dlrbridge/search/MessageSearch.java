package dev.dlrbridge.search;

import dev.dlrbridge.journal.MessageColumns;
import dev.dlrbridge.journal.StatusCode;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.RecipientHashes;
import dev.dlrbridge.trace.PortalName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Messages of one portal, of an application, or of all, the newest first. */
@ApplicationScoped
public class MessageSearch {
    /** So many rows are filtered in half a second at most, wherever they lie. */
    static final int MOST_SEEN = 20_000;

    /** Of more portals the newest of all messages are looked at, rather than all of theirs. */
    private static final int FEW_PORTALS = 50;

    private final Statements statements;
    private final RecipientHashes recipients;

    MessageSearch(Statements statements, RecipientHashes recipients) {
        this.statements = statements;
        this.recipients = recipients;
    }

    /** One step of the search: see {@link FoundPage#after}. */
    public Uni<FoundPage<FoundMessage>> list(MessageFilter filter, MessageCursor after, int limit) {
        if (filter.recipient() != null) {
            Long[] hashes = recipients.candidates(filter.recipient());
            return run(
                    MessageSql.OF_RECIPIENT, values(filter, after, limit, false).addArrayOfLong(hashes), limit);
        }
        if (!filter.namesPortals()) {
            return run(MessageSql.OF_ALL, values(filter, after, limit, filter.isPlain()), limit);
        }
        return portals(filter)
                .chain(portals -> portals.size() > FEW_PORTALS
                        ? run(MessageSql.OF_ALL, values(filter, after, limit, false), limit)
                        : run(
                                MessageSql.OF_PORTALS,
                                values(filter, after, limit, filter.isPlain())
                                        .addArrayOfUUID(portals.toArray(UUID[]::new)),
                                limit));
    }

    private Uni<List<UUID>> portals(MessageFilter filter) {
        Tuple values = Tuple.of(Applications.array(filter.applications()), filter.memberId(), filter.domain());
        return statements.list(MessageSql.PORTALS, values.addInteger(FEW_PORTALS + 1), row -> row.getUUID(0));
    }

    private Uni<FoundPage<FoundMessage>> run(String sql, Tuple values, int limit) {
        return statements.list(sql, values, MessageSearch::seen).map(seen -> page(seen, limit));
    }

    private static FoundPage<FoundMessage> page(List<Seen> seen, int limit) {
        List<Seen> found = seen.stream().filter(row -> row.found != null).toList();
        boolean more = found.size() > limit;
        List<FoundMessage> items =
                found.stream().limit(limit).map(row -> row.found).toList();
        Optional<Seen> last = more
                ? Optional.of(found.get(limit - 1))
                : seen.stream().filter(row -> row.found == null).findFirst();
        return new FoundPage<>(items, last.map(row -> row.cursor.key()).orElse(null));
    }

    /** @param all whether all that is seen is found, so that no more need be seen than is shown */
    private static Tuple values(MessageFilter filter, MessageCursor after, int limit, boolean all) {
        return Tuple.tuple()
                .addArrayOfString(Applications.array(filter.applications()))
                .addString(filter.memberId())
                .addString(filter.domain())
                .addShort(StatusCode.of(filter.status()))
                .addString(filter.state())
                .addString(filter.gateway())
                .addUUID(filter.channelId())
                .addString(filter.error())
                .addValue(utc(filter.from()))
                .addValue(utc(filter.to()))
                .addValue(utc(after.time()))
                .addUUID(after.portalId())
                .addString(after.messageId())
                .addInteger(limit + 1)
                .addInteger(all ? limit + 1 : MOST_SEEN)
                .addLong(filter.author());
    }

    private static Object utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static Seen seen(Row row) {
        MessageCursor cursor =
                new MessageCursor(row.getOffsetDateTime(14).toInstant(), row.getUUID(0), row.getString(5));
        if (row.getString(3) == null) {
            return new Seen(null, cursor);
        }
        PortalName portal = new PortalName(
                row.getUUID(0), row.getString(1), row.getString(2), PortalName.domain(URI.create(row.getString(3))));
        return new Seen(new FoundMessage(portal, row.getString(4), MessageColumns.read(row, 5)), cursor);
    }

    /** @param found null in the last row of a step that has not seen all */
    private record Seen(FoundMessage found, MessageCursor cursor) {}
}
