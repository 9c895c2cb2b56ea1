package dev.dlrbridge.journal.refusal;

import dev.dlrbridge.sql.Columns;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.trace.Masked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The last refusals of each channel, from all replicas. */
@ApplicationScoped
public class Refusals {
    /** So many are kept of each channel. */
    public static final int MOST_OF_A_CHANNEL = 20;

    /** Times are ages: only the database's clock is the same for all replicas. */
    private static final String ADD = """
            INSERT INTO refusal (portal_id, channel_id, refused_at, reason, header_names)
            SELECT portal_id, channel_id, now() - age_ms * interval '1 millisecond', reason,
                   string_to_array(header_names, ',')
              FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[])
                AS r (portal_id, channel_id, age_ms, reason, header_names)
            """;

    private static final String TRIM = """
            DELETE FROM refusal r
             USING (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[])) AS c (portal_id, channel_id)
             WHERE r.portal_id = c.portal_id
               AND r.channel_id = c.channel_id
               AND r.id <= (SELECT o.id
                              FROM refusal o
                             WHERE o.portal_id = c.portal_id AND o.channel_id = c.channel_id
                             ORDER BY o.id DESC
                            OFFSET $3 LIMIT 1)
            """;

    private static final String LIST = """
            SELECT refused_at, reason, header_names
              FROM refusal
             WHERE portal_id = $1 AND channel_id = $2
             ORDER BY refused_at DESC, id DESC
             LIMIT $3
            """;

    private static final String FORGET = "DELETE FROM refusal WHERE portal_id = $1 AND channel_id = $2";

    private final Statements statements;
    private final Clock clock;

    Refusals(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** Adds refusals, and forgets those that are too many by now. */
    public Uni<Void> add(List<ChannelRefusal> refusals) {
        Instant now = clock.instant();
        Columns<ChannelRefusal> rows = Columns.of(refusals);
        UUID[] portals = rows.column(UUID.class, ChannelRefusal::portalId);
        UUID[] channels = rows.column(UUID.class, ChannelRefusal::channelId);
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(portals)
                .addArrayOfUUID(channels)
                .addArrayOfLong(rows.column(
                        Long.class, r -> Duration.between(r.at(), now).toMillis()))
                .addArrayOfString(rows.column(String.class, ChannelRefusal::reason))
                .addArrayOfString(rows.column(String.class, Refusals::headerNames));
        Tuple trim = Tuple.of(portals, channels, MOST_OF_A_CHANNEL);
        return statements
                .count(ADD, values)
                .chain(() -> statements.count(TRIM, trim))
                .replaceWithVoid();
    }

    private static String headerNames(ChannelRefusal refusal) {
        return refusal.headerNames().stream().map(Masked::name).collect(Collectors.joining(","));
    }

    /** A channel's last refusals, the newest first. */
    public Uni<List<ChannelRefusal>> ofChannel(UUID portalId, UUID channelId) {
        Tuple values = Tuple.of(portalId, channelId, MOST_OF_A_CHANNEL);
        return statements.list(LIST, values, row -> refusal(portalId, channelId, row));
    }

    /** For a channel that is deleted. */
    public Uni<Void> forget(UUID portalId, UUID channelId) {
        return statements.count(FORGET, Tuple.of(portalId, channelId)).replaceWithVoid();
    }

    private static ChannelRefusal refusal(UUID portalId, UUID channelId, Row row) {
        return new ChannelRefusal(
                portalId,
                channelId,
                row.getOffsetDateTime(0).toInstant(),
                row.getString(1),
                List.of(row.getArrayOfStrings(2)));
    }
}
