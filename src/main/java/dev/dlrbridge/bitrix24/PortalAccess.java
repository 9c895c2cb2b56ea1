package dev.dlrbridge.bitrix24;

import java.net.URI;

/**
 * What a call to a portal needs.
 *
 * @param clientEndpoint the portal's REST address, such as {@code https://acme.bitrix24.de/rest/}
 * @param accessToken opaque; never printed
 */
public record PortalAccess(URI clientEndpoint, String accessToken) {
    @Override
    public String toString() {
        return "PortalAccess[clientEndpoint=" + clientEndpoint + "]";
    }
}
