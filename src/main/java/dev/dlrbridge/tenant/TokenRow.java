package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.ApplicationCredentials;
import dev.dlrbridge.bitrix24.PortalAccess;
import java.util.UUID;

/**
 * A portal's tokens as read for a refresh; never printed.
 *
 * @param previousRefreshToken of the pair before, while the present one has not worked yet; else null
 * @param clientRefusals portals in a row for which the authorisation server refused the application itself
 * @param sealedAccessToken the access token in the database's ciphertext, which differs with each writing
 */
record TokenRow(
        UUID portalId,
        String memberId,
        ApplicationCredentials application,
        PortalAccess access,
        String refreshToken,
        String previousRefreshToken,
        int clientRefusals,
        byte[] sealedAccessToken) {

    boolean isNewerThan(String staleAccessToken) {
        return !access.accessToken().equals(staleAccessToken);
    }

    @Override
    public String toString() {
        return "TokenRow[portalId=" + portalId + "]";
    }
}
