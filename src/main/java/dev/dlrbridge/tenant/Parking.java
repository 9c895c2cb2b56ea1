package dev.dlrbridge.tenant;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import dev.dlrbridge.trace.Masked;
import dev.dlrbridge.trace.PortalName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whether portals may be called. A parked portal's statuses wait; it is woken by an install or update
 * ({@link Portals#put}), an operator ({@link #resume}), or a sign that something was mended ({@link #probe}). Whoever
 * wakes a portal needs to do no more: {@link PortalWoken} sets its statuses going, on whichever replica has its lane.
 */
@ApplicationScoped
public class Parking {
    /** What comes back late from calls of the same time is no failed probe. An operator's parking has none. */
    private static final String PARK = """
            WITH was AS (
              SELECT id, state
                FROM portal
               WHERE id = $1 AND (state = 'active' OR state = 'parked' AND probe_at <= now())
                 FOR UPDATE
            )
            UPDATE portal p
               SET state = 'parked',
                   reason = coalesce($2, p.reason),
                   parked_since = CASE was.state WHEN 'parked' THEN p.parked_since ELSE now() END,
                   probes = CASE was.state WHEN 'parked' THEN p.probes + 1 ELSE 0 END,
                   probe_at = CASE WHEN $3
                              THEN now() + least(interval '24 hours', interval '1 hour' * power(2, least(p.probes, 5)))
                                           * (0.75 + random() / 2)
                              END,
                   updated_at = now()
              FROM was
             WHERE p.id = was.id
            RETURNING p.id, p.client_id, p.member_id, p.client_endpoint, p.reason, was.state = 'active'
            """;

    private static final String RESUME = """
            UPDATE portal
               SET state = 'active', reason = NULL, parked_since = NULL, probe_at = NULL, probes = 0, updated_at = now()
             WHERE state = 'parked' AND %s
            RETURNING id, client_id, member_id, client_endpoint
            """;

    private static final String RESUME_PARKED = RESUME.formatted("id = $1");
    private static final String RESUME_PROBED = RESUME.formatted("id = $1 AND probe_at IS NOT NULL");
    private static final String RESUME_OF_APPLICATION = RESUME.formatted("client_id = $1 AND reason = ANY ($2)");

    /** Whoever makes it believe that a portal was mended has it called once a minute, and never one without probes. */
    private static final String PROBE = """
            UPDATE portal
               SET probe_at = least(probe_at, greatest(now(), updated_at + interval '1 minute'))
             WHERE id = $1 AND state = 'parked' AND probe_at IS NOT NULL
            RETURNING id, member_id
            """;

    private static final String UNINSTALL = """
            WITH was AS (
              SELECT id, state
                FROM portal
               WHERE id = $1
                 FOR UPDATE
            )
            UPDATE portal p
               SET state = 'uninstalled', reason = NULL, parked_since = NULL, probe_at = NULL, updated_at = now()
              FROM was
             WHERE p.id = was.id
            RETURNING p.id, p.client_id, p.member_id, p.client_endpoint, p.reason, was.state <> 'uninstalled'
            """;

    private final Statements statements;
    private final Outbox outbox;
    private final Event<PortalWoken> woken;

    Parking(Statements statements, Outbox outbox, Event<PortalWoken> woken) {
        this.statements = statements;
        this.outbox = outbox;
        this.woken = woken;
    }

    /**
     * Parks an active portal, or notes that the probe of a parked one has failed.
     *
     * @param reason an error code, or {@code OPERATOR}
     * @param probing whether it is tried now and then, after an hour first, after a day at last; without it nothing but
     *     {@link #resume} or a new pair of tokens ends the parking
     * @return the portal, if it was active before, so that somebody should be alerted
     */
    public Uni<Optional<PortalName>> park(UUID portalId, String reason, boolean probing) {
        return change(EventKind.PORTAL_PARKED, PARK, Tuple.of(portalId, Masked.kept(reason), probing))
                .map(changed -> changed.filter(Changed::isNews).map(parked -> parked.name()));
    }

    /** A parked portal was tried and does not take statuses yet: it is tried again, more seldom. */
    public Uni<Boolean> probeFailed(UUID portalId) {
        return park(portalId, null, true).map(Optional::isPresent);
    }

    /** Makes a parked portal active at an operator's word; false if it is not parked. */
    public Uni<Boolean> resume(UUID portalId) {
        return resume(RESUME_PARKED, Tuple.of(portalId));
    }

    /** Makes a parked portal active since a probe succeeded; false if it is not parked, or was by an operator. */
    public Uni<Boolean> resumeProbed(UUID portalId) {
        return resume(RESUME_PROBED, Tuple.of(portalId));
    }

    /**
     * Has a parked portal tried with one status at once, or a minute after it was tried last, since a payment or the like
     * may have mended it; false if it is not parked, or is not tried at all. Nothing is tried without a status that waits.
     */
    public Uni<Boolean> probe(UUID portalId) {
        return statements
                .list(PROBE, Tuple.of(portalId), row -> new PortalWoken(row.getUUID(0), row.getString(1)))
                .map(this::wake);
    }

    /** Notes that the application was removed from the portal; false if there is no such portal. */
    public Uni<Boolean> uninstall(UUID portalId) {
        return change(EventKind.PORTAL_UNINSTALLED, UNINSTALL, Tuple.of(portalId))
                .map(Optional::isPresent);
    }

    /** Makes those portals of an application active that were parked for one of these reasons. */
    Uni<Boolean> resumeOf(String clientId, Set<String> reasons) {
        return resume(RESUME_OF_APPLICATION, Tuple.of(clientId, reasons.toArray(String[]::new)));
    }

    private Uni<Optional<Changed>> change(EventKind kind, String sql, Tuple values) {
        return statements.transaction(transaction -> transaction
                .first(sql, values, Changed::of)
                .call(changed -> outbox.write(
                        transaction,
                        changed.filter(Changed::isNews).map(news -> news.event(kind)).stream()
                                .toList())));
    }

    private Uni<Boolean> resume(String sql, Tuple values) {
        return statements
                .transaction(transaction -> transaction
                        .list(sql, values, EventPortal::of)
                        .call(portals -> outbox.write(
                                transaction,
                                portals.stream()
                                        .map(portal -> PortalEvent.of(EventKind.PORTAL_RESUMED, portal, Map.of()))
                                        .toList())))
                .map(portals -> wake(portals.stream()
                        .map(portal -> new PortalWoken(portal.id(), portal.memberId()))
                        .toList()));
    }

    private boolean wake(List<PortalWoken> portals) {
        portals.forEach(woken::fire);
        return !portals.isEmpty();
    }

    /** @param isNews whether its state is another than before */
    private record Changed(EventPortal portal, String reason, boolean isNews) {
        static Changed of(Row row) {
            return new Changed(EventPortal.of(row), row.getString(4), row.getBoolean(5));
        }

        PortalName name() {
            return new PortalName(
                    portal.id(), portal.clientId(), portal.memberId(), PortalName.domain(portal.clientEndpoint()));
        }

        PortalEvent event(EventKind kind) {
            return PortalEvent.of(kind, portal, reason == null ? Map.of() : Map.of("reason", reason));
        }
    }
}
