package dev.dlrbridge.tenant;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.trace.PortalName;
import io.vertx.mutiny.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * One installation of an application in one Bitrix24 account; its tokens stay in the store.
 *
 * @param reason why it is parked
 * @param parkedSince empty unless it is parked
 * @param probeAt when a parked one is tried next; empty when nothing is tried
 * @param requestLimit what its plan permits, if that was said
 * @param expiresAt end of the access token's life
 */
public record Portal(
        UUID id,
        String clientId,
        String memberId,
        URI clientEndpoint,
        PortalState state,
        Optional<String> reason,
        Optional<Instant> parkedSince,
        Optional<Instant> probeAt,
        Optional<RequestLimit> requestLimit,
        Instant expiresAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Reads it from a row of those columns, its id first. */
    static Portal of(Row row) {
        return new Portal(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                URI.create(row.getString(3)),
                PortalState.of(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(Statements.time(row, 6)),
                Optional.ofNullable(Statements.time(row, 7)),
                RequestLimit.of(row.getString(8)),
                Statements.time(row, 9),
                Statements.time(row, 10),
                Statements.time(row, 11));
    }

    /** Changes with each change of the portal, be it by us. */
    public String version() {
        return version(updatedAt);
    }

    /** @return null for a row that is not there yet */
    static String version(Instant updatedAt) {
        return updatedAt == null ? null : Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt));
    }

    /** What leads people to it. */
    public PortalName name() {
        return new PortalName(id, clientId, memberId, PortalName.domain(clientEndpoint));
    }

    /** As events name it. */
    public EventPortal inEvents() {
        return new EventPortal(id, clientId, memberId, clientEndpoint);
    }

    /** The Bitrix24 account, which the account's applications share, as they share its request limit. */
    public String account() {
        return memberId;
    }
}
