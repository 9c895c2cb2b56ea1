package dev.dlrbridge.tenant;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One installation of an application in one Bitrix24 account; its tokens stay in the store.
 *
 * @param reason why it is parked
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
        Optional<RequestLimit> requestLimit,
        Instant expiresAt,
        Instant createdAt,
        Instant updatedAt) {

    /** The Bitrix24 account, which the account's applications share, as they share its request limit. */
    public String account() {
        return memberId;
    }
}
