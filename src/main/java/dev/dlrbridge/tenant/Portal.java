package dev.dlrbridge.tenant;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One installation of an application in one Bitrix24 account; its tokens stay in the store.
 *
 * @param expiresAt end of the access token's life
 * @param reason why it is parked
 */
public record Portal(
        UUID id,
        String clientId,
        String memberId,
        URI clientEndpoint,
        PortalState state,
        Optional<String> reason,
        Instant expiresAt,
        Instant createdAt,
        Instant updatedAt) {

    /** The Bitrix24 account, which the account's applications share, as they share its request limit. */
    public String account() {
        return memberId;
    }
}
