package dev.dlrbridge.tenant.event;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.util.UUID;

/**
 * The portal that an event is about, as the integrator knows it.
 *
 * @param id in whose order the event is told
 * @param memberId null, as the address, of an application's channel whose portal is not known
 */
public record EventPortal(UUID id, String clientId, String memberId, URI clientEndpoint) {
    private static final UUID GONE = new UUID(0, 0);

    /** Reads it from its first four columns: id, application, member id and address. */
    public static EventPortal of(Row row) {
        return new EventPortal(row.getUUID(0), row.getString(1), row.getString(2), address(row.getString(3)));
    }

    /** Of one that is erased with this very event: its other events go with it, and this one stays. */
    public EventPortal gone() {
        return new EventPortal(GONE, clientId, memberId, clientEndpoint);
    }

    private static URI address(String clientEndpoint) {
        return clientEndpoint == null ? null : URI.create(clientEndpoint);
    }

    /** What each event says of it. */
    JsonObject json() {
        JsonObject application = new JsonObject().put("application", clientId);
        return memberId == null
                ? application
                : application.put("memberId", memberId).put("domain", clientEndpoint.getHost());
    }
}
