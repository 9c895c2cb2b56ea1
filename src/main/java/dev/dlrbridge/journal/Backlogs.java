package dev.dlrbridge.journal;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whose stored backlog is too long. */
@ApplicationScoped
public class Backlogs {
    /**
     * Counts in the partial indexes on what is due, of no portal more than its limit; by channel only what portals have
     * that are not full, but have enough for a full channel. One portal's messages do not fill an application's channel,
     * which the others need too; each of them was named by the integrator, so that the gateway cannot add to them.
     */
    static final String OVER = """
            WITH due AS MATERIALIZED (
              SELECT p.id AS portal_id, b.messages
                FROM portal p
               CROSS JOIN LATERAL (
                     SELECT count(*) AS messages
                       FROM (SELECT
                               FROM waiting_message
                              WHERE portal_id = p.id
                              ORDER BY due_at
                              LIMIT $1::bigint) bounded) b
               WHERE b.messages >= least($1::bigint, $2::bigint)
            )
            SELECT portal_id
              FROM due
             WHERE messages >= $1
            UNION ALL
            SELECT m.channel_id
              FROM due d
             CROSS JOIN LATERAL (
                   SELECT channel_id
                     FROM waiting_message
                    WHERE portal_id = d.portal_id
                    ORDER BY due_at
                    LIMIT $1::bigint) m
             WHERE d.messages < $1
             GROUP BY m.channel_id
            HAVING count(*) >= $2
               AND NOT EXISTS (SELECT FROM channel c WHERE c.id = m.channel_id AND c.portal_id IS NULL)
            UNION ALL
            SELECT channel_id
              FROM unmatched
             GROUP BY portal_id, channel_id
            HAVING count(*) >= $2
            """;

    private static final String OF_PORTALS = """
            SELECT p.id, b.messages
              FROM unnest($1::uuid[]) AS p (id)
             CROSS JOIN LATERAL (SELECT count(*) AS messages FROM waiting_message WHERE portal_id = p.id) b
             WHERE b.messages > 0
            """;

    private final Statements statements;

    Backlogs(Statements statements) {
        this.statements = statements;
    }

    /** How many messages of each of these portals wait to be forwarded; absent: none. */
    public Uni<Map<UUID, Long>> ofPortals(Collection<UUID> portalIds) {
        UUID[] ids = portalIds.toArray(UUID[]::new);
        return statements
                .list(OF_PORTALS, Tuple.of(ids), row -> Map.entry(row.getUUID(0), row.getLong(1)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * The portals and channels that have reached their limit.
     *
     * @param ofPortal messages that wait to be forwarded
     * @param ofChannel messages that wait to be forwarded, or reports that wait for their correlation
     */
    public Uni<Set<UUID>> over(long ofPortal, long ofChannel) {
        return statements
                .list(OVER, Tuple.of(ofPortal, ofChannel), row -> row.getUUID(0))
                .map(Set::copyOf);
    }
}
