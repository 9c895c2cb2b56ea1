package dev.dlrbridge.bitrix24;

import java.net.URI;

/**
 * What a call to a portal needs.
 *
 * @param clientEndpoint the portal's REST address, such as {@code https://acme.bitrix24.de/rest/}
 * @param accessToken opaque; never printed
 * @param tokenInBody whether the token goes into the body too, since the portal's web server keeps the header to itself
 */
public record PortalAccess(URI clientEndpoint, String accessToken, boolean tokenInBody) {
    /** With the token in the header alone, which no log of a web server holds. */
    public PortalAccess(URI clientEndpoint, String accessToken) {
        this(clientEndpoint, accessToken, false);
    }

    /** The same with the token in the body too. */
    public PortalAccess withTokenInBody() {
        return new PortalAccess(clientEndpoint, accessToken, true);
    }

    @Override
    public String toString() {
        return "PortalAccess[clientEndpoint=" + clientEndpoint + "]";
    }
}
