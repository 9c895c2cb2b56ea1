package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.trace.PortalName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Where pages are. */
final class Addresses {
    private Addresses() {}

    static String portals(String clientId) {
        return AdminPath.CONSOLE + "/applications/" + encoded(clientId) + "/portals";
    }

    static String portal(Portal portal) {
        return portal(portal.clientId(), portal.memberId());
    }

    static String portal(String clientId, String memberId) {
        return portals(clientId) + "/" + encoded(memberId);
    }

    /** Of a portal's page; of what belongs to an application alone, the page of its portals. */
    static String owner(PortalName portal) {
        return portal.memberId() == null
                ? portals(portal.application())
                : portal(portal.application(), portal.memberId());
    }

    static String message(String portal, String messageId) {
        return portal + "/messages/" + encoded(messageId);
    }

    static String channel(UUID id) {
        return AdminPath.CONSOLE + "/channels/" + id;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
