package dev.dlrbridge.webhook;

import static dev.dlrbridge.tenant.TenantFixture.await;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.TenantFixture;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.webhook.Endpoint.Settings;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes endpoints and events, and looks at what became of them. */
@ApplicationScoped
class WebhookFixture {
    static final String NAME = "main";

    private final TenantFixture tenants;
    private final Endpoints endpoints;
    private final Outbox outbox;
    private final Statements statements;
    private final Rows rows;

    WebhookFixture(TenantFixture tenants, Endpoints endpoints, Outbox outbox, Statements statements, Rows rows) {
        this.tenants = tenants;
        this.endpoints = endpoints;
        this.outbox = outbox;
        this.statements = statements;
        this.rows = rows;
    }

    Portal portal() {
        return tenants.portal();
    }

    Portal portalOf(String clientId) {
        return tenants.portal(clientId, UUID.randomUUID().toString());
    }

    /** @return its secret */
    String endpoint(String clientId, String url, EventKind... kinds) {
        return await(endpoints.put(clientId, NAME, new Settings(URI.create(url), Set.of(kinds), true)))
                .secret();
    }

    UUID write(Portal portal, EventKind kind, Map<String, Object> data) {
        return write(new PortalEvent(UUID.randomUUID(), kind, portal.inEvents(), data, Duration.ofDays(3)));
    }

    UUID write(PortalEvent event) {
        await(outbox.write(statements, List.of(event)));
        return event.id();
    }

    /** The time that a failed delivery waits for has passed. */
    void waitIsOver(String clientId) {
        rows.select(
                "UPDATE webhook_line SET due_at = now() WHERE client_id = $1 AND due_at IS NOT NULL",
                Tuple.of(clientId));
    }

    /** One line of one event: its columns {@code outcome}, {@code attempts}, {@code status}, {@code answer} and so on. */
    Row event(UUID id) {
        return rows.select("SELECT * FROM webhook_event WHERE event_id = $1", Tuple.of(id))
                .get(0);
    }

    boolean isWritten(UUID id) {
        return !rows.select("SELECT 1 FROM webhook_event WHERE event_id = $1", Tuple.of(id))
                .isEmpty();
    }

    String outcome(UUID id) {
        return event(id).getString("outcome");
    }

    /** How often an event was sent so far. */
    int attempts(UUID id) {
        return event(id).getInteger("attempts");
    }

    Endpoint endpoint(String clientId) {
        return await(endpoints.find(clientId, NAME)).orElseThrow();
    }

    List<Row> select(String sql, Object... values) {
        return rows.select(sql, Tuple.from(List.of(values)));
    }
}
