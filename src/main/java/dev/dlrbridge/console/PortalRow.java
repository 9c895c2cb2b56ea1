package dev.dlrbridge.console;

import dev.dlrbridge.tenant.Portal;
import java.time.Instant;

/**
 * A portal as its pages show it.
 *
 * @param address of its page
 * @param domain of the Bitrix24 account
 * @param reason code for which it is parked; empty when it is not
 * @param backlog messages that wait to be forwarded
 */
public record PortalRow(
        String address,
        String clientId,
        String memberId,
        String id,
        String domain,
        String state,
        String reason,
        String requestLimit,
        long backlog,
        Instant createdAt,
        Instant updatedAt) {
    static PortalRow of(Portal portal, long backlog) {
        return new PortalRow(
                Addresses.portal(portal),
                portal.clientId(),
                portal.memberId(),
                portal.id().toString(),
                portal.clientEndpoint().getAuthority(),
                portal.state().word(),
                portal.reason().orElse(""),
                portal.requestLimit().map(limit -> limit.word()).orElse(""),
                backlog,
                portal.createdAt(),
                portal.updatedAt());
    }

    public boolean isParked() {
        return state.equals("parked");
    }

    public boolean isActive() {
        return state.equals("active");
    }
}
