package dev.dlrbridge.search;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.trace.PortalName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Tells how channels are, over all portals. */
@ApplicationScoped
public class ChannelSituations {
    /** What a channel has refused, and what waits at it, is looked up by its key. */
    private static final String LIST = """
            SELECT c.id, p.id, coalesce(c.client_id, p.client_id), p.member_id, p.client_endpoint, c.gateway, c.sender_code,
                   c.created_at, r.refused_at, r.reason, u.waiting
              FROM channel c
              LEFT JOIN portal p ON p.id = c.portal_id
              LEFT JOIN LATERAL (
                   SELECT refused_at, reason
                     FROM refusal
                    WHERE portal_id = coalesce(c.portal_id, c.id) AND channel_id = c.id
                    ORDER BY id DESC
                    LIMIT 1) r ON true
             CROSS JOIN LATERAL (
                   SELECT count(*) AS waiting
                     FROM (SELECT
                             FROM unmatched
                            WHERE portal_id = coalesce(c.portal_id, c.id) AND channel_id = c.id
                            LIMIT 1000) waits) u
             WHERE ($1::text[] IS NULL OR coalesce(c.client_id, p.client_id) = ANY ($1))
               AND ($2::text IS NULL OR c.gateway = $2)
               AND ($3::text IS NULL OR $3 = 'refused' AND r.reason IS NOT NULL OR $3 = 'unmatched' AND u.waiting > 0)
               AND c.id > $4
             ORDER BY c.id
             LIMIT $5
            """;

    private final Statements statements;

    ChannelSituations(Statements statements) {
        this.statements = statements;
    }

    /** @param after the last one of the page before; all zeros for the first page */
    public Uni<List<ChannelSituation>> list(ChannelFilter filter, UUID after, int limit) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(Applications.array(filter.applications()))
                .addString(filter.gateway())
                .addString(filter.trouble())
                .addUUID(after)
                .addInteger(limit);
        return statements.list(LIST, values, ChannelSituations::situation);
    }

    private static ChannelSituation situation(Row row) {
        String address = row.getString(4);
        return new ChannelSituation(
                row.getUUID(0),
                new PortalName(
                        row.getUUID(1),
                        row.getString(2),
                        row.getString(3),
                        address == null ? null : PortalName.domain(URI.create(address))),
                row.getString(5),
                row.getString(6),
                Statements.time(row, 7),
                Statements.time(row, 8),
                row.getString(9),
                row.getLong(10));
    }
}
