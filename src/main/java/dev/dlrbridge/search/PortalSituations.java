package dev.dlrbridge.search;

import dev.dlrbridge.search.PortalSituation.Limits;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.lookup.ParkingReasons;
import dev.dlrbridge.trace.PortalName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Tells how portals are. */
@ApplicationScoped
public class PortalSituations {
    private static final int LARGER_BUCKET = 250;
    private static final int USUAL_BUCKET = 50;

    /** A backlog is counted in the indexes on what is due. */
    private static final String FROM = """
            SELECT p.id, p.client_id, p.member_id, p.client_endpoint, p.state, p.reason, p.parked_since, p.probe_at,
                   p.request_limit, p.expires_at, p.created_at, p.updated_at, b.messages, b.oldest,
                   greatest(0, l.budget_level + l.admin_calls - l.admin_charged
                               - coalesce(l.budget_drain, CASE p.request_limit WHEN '5/250' THEN 5 ELSE 2 END)
                                 * extract(epoch FROM now() - l.budget_at))::float8,
                   CASE WHEN l.blocked_until > now() THEN l.blocked_until END
              FROM portal p
              LEFT JOIN lane l ON l.account = p.member_id
             CROSS JOIN LATERAL (
                   SELECT (SELECT count(*) FROM waiting_message WHERE portal_id = p.id) AS messages,
                          (SELECT min(first_seen_at)
                             FROM (SELECT first_seen_at
                                     FROM waiting_message
                                    WHERE portal_id = p.id
                                    ORDER BY due_at
                                    LIMIT 1000) longest_due) AS oldest) b
            """;

    private static final String OF = FROM + " WHERE p.id = ANY ($1) ORDER BY p.client_id, p.member_id";

    private static final String LIST = FROM + """
             WHERE p.id IN (
                   SELECT id
                     FROM portal
                    WHERE ($1::text[] IS NULL OR client_id = ANY ($1))
                      AND ($2::text IS NULL OR state = $2)
                      AND ($3::text IS NULL OR reason = $3)
                      AND ($4::text IS NULL OR starts_with(split_part(client_endpoint, '/', 3), $4))
                      AND (client_id, member_id) > ($5, $6)
                    ORDER BY client_id, member_id
                    LIMIT $7)
             ORDER BY p.client_id, p.member_id
            """;

    private final Statements statements;

    PortalSituations(Statements statements) {
        this.statements = statements;
    }

    /** In the order of their applications and accounts. */
    public Uni<List<PortalSituation>> of(List<Portal> portals) {
        UUID[] ids = portals.stream().map(Portal::id).toArray(UUID[]::new);
        return statements.list(OF, Tuple.of(ids), PortalSituations::situation);
    }

    /**
     * Portals over all applications, in the order of these and their accounts.
     *
     * @param afterClientId with {@code afterMemberId} the last one of the page before; empty for the first page
     */
    public Uni<List<PortalSituation>> list(PortalFilter filter, String afterClientId, String afterMemberId, int limit) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(Applications.array(filter.applications()))
                .addString(filter.state())
                .addString(filter.reason())
                .addString(filter.domain())
                .addString(afterClientId)
                .addString(afterMemberId)
                .addInteger(limit);
        return statements.list(LIST, values, PortalSituations::situation);
    }

    private static PortalSituation situation(Row row) {
        URI address = URI.create(row.getString(3));
        String reason = row.getString(5);
        String limit = row.getString(8);
        return new PortalSituation(
                new PortalName(row.getUUID(0), row.getString(1), row.getString(2), PortalName.domain(address)),
                address,
                row.getString(4),
                reason,
                ParkingReasons.words(reason),
                Statements.time(row, 6),
                Statements.time(row, 7),
                limit,
                row.getLong(12),
                Statements.time(row, 13),
                limits(row, limit),
                Statements.time(row, 9),
                Statements.time(row, 10),
                Statements.time(row, 11));
    }

    private static Limits limits(Row row, String limit) {
        Double level = row.getDouble(14);
        int most = "5/250".equals(limit) ? LARGER_BUCKET : USUAL_BUCKET;
        return level == null ? null : new Limits(Math.round(level * 10) / 10.0, most, Statements.time(row, 15));
    }
}
