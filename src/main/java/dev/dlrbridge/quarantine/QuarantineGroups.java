package dev.dlrbridge.quarantine;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What lies in quarantine for the same reason: the same word of the same gateway, or else the same fixed text. */
@ApplicationScoped
public class QuarantineGroups {
    /** Of more, the latest are looked at. */
    private static final int MOST_SEEN = 100_000;

    private static final String LIST = """
            SELECT gateway, word, CASE WHEN word IS NULL THEN reason END, count(*), count(DISTINCT channel_id),
                   min(received_at), max(received_at)
              FROM (SELECT q.gateway, q.reason, q.channel_id, q.received_at, q.unknown_words
                      FROM quarantine q
                      LEFT JOIN portal p ON p.id = q.portal_id
                      LEFT JOIN channel c ON c.id = q.channel_id
                     WHERE ($1::text[] IS NULL OR coalesce(p.client_id, c.client_id) = ANY ($1))
                     ORDER BY q.received_at DESC
                     LIMIT $2) seen
              LEFT JOIN LATERAL unnest(unknown_words) AS word ON true
             GROUP BY 1, 2, 3
             ORDER BY 4 DESC, 1, 2, 3
             LIMIT 100
            """;

    private static final String OF_WORD = """
            SELECT (SELECT count(*) FROM quarantine WHERE gateway = $1 AND $2 = ANY (unknown_words)),
                   (SELECT count(*) FROM channel WHERE gateway = $1)
            """;

    private final Statements statements;

    QuarantineGroups(Statements statements) {
        this.statements = statements;
    }

    /** The largest first, a hundred at most. */
    public Uni<List<Group>> list(Set<String> applications) {
        String[] seen = applications.isEmpty() ? null : applications.toArray(String[]::new);
        return statements.list(LIST, Tuple.of(seen, MOST_SEEN), QuarantineGroups::group);
    }

    /** What would be changed if somebody said what the word means. */
    public Uni<Extent> extent(String gateway, String word) {
        return statements.one(OF_WORD, Tuple.of(gateway, word), row -> new Extent(row.getLong(0), row.getLong(1)));
    }

    private static Group group(Row row) {
        return new Group(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getOffsetDateTime(5).toInstant(),
                row.getOffsetDateTime(6).toInstant());
    }

    /**
     * Requests that are alike.
     *
     * @param word that nobody knows yet, as the gateway spells it; null when it is not about such
     * @param reason a fixed text; null with a word
     * @param channels at which they came in
     */
    public record Group(
            String gateway, String word, String reason, long requests, long channels, Instant first, Instant last) {}

    /**
     * @param requests that have the word
     * @param channels of the gateway, which learn it
     */
    public record Extent(long requests, long channels) {}
}
