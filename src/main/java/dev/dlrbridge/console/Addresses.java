package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.journal.Message;
import dev.dlrbridge.quarantine.QuarantineEntry;
import dev.dlrbridge.search.ChannelSituation;
import dev.dlrbridge.search.Found;
import dev.dlrbridge.search.FoundMessage;
import dev.dlrbridge.search.MessageLife;
import dev.dlrbridge.tenant.Application;
import dev.dlrbridge.trace.PortalName;
import dev.dlrbridge.webhook.Endpoint;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Where the pages of things are. */
@TemplateExtension
final class Addresses {
    private Addresses() {}

    /** Of a portal; of what belongs to an application alone, the application's. */
    static String address(PortalName portal) {
        return portal.memberId() == null
                ? application(portal.application())
                : portal(portal.application(), portal.memberId());
    }

    /** The domain, where it is known. */
    static String title(PortalName portal) {
        String fallback = portal.memberId() == null ? portal.application() : portal.memberId();
        return portal.domain() == null ? fallback : portal.domain();
    }

    static String address(Application application) {
        return application(application.clientId());
    }

    static String address(FoundMessage found) {
        return message(found.portal(), found.message().messageId());
    }

    static String address(MessageLife life) {
        return message(life.portal(), life.message().messageId());
    }

    static String address(QuarantineEntry entry) {
        return QuarantineResource.ADDRESS + "/" + entry.id();
    }

    static String address(Endpoint endpoint) {
        return application(endpoint.clientId()) + "/endpoints/" + endpoint.name();
    }

    /** The page that shows most of it. */
    static String address(Found found) {
        return switch (found.kind()) {
            case APPLICATION -> application(found.id());
            case PORTAL -> address(found.portal());
            case MESSAGE -> message(found.portal(), found.id());
            case CHANNEL -> AdminPath.CONSOLE + "/channels/" + encoded(found.id());
            case UNMATCHED -> AdminPath.CONSOLE + "/channels/" + encoded(found.channelId());
            case QUARANTINE -> QuarantineResource.ADDRESS + "/" + encoded(found.id());
            case CHANGE -> AdminPath.CONSOLE + "/audit";
            case ERASURE, INSTALL -> application(found.portal().application());
        };
    }

    static String channelAddress(Message message) {
        return channel(message.channelId());
    }

    static String channelAddress(MessageLife.Unmatched report) {
        return channel(report.channelId());
    }

    static String channelAddress(ChannelSituation channel) {
        return channel(channel.id());
    }

    static String channel(UUID id) {
        return AdminPath.CONSOLE + "/channels/" + id;
    }

    static String portal(String clientId, String memberId) {
        return application(clientId) + "/portals/" + encoded(memberId);
    }

    static String message(PortalName portal, String messageId) {
        return address(portal) + "/messages/" + encoded(messageId);
    }

    static String application(String clientId) {
        return AdminPath.CONSOLE + "/applications/" + encoded(clientId);
    }

    /** As it may stand in an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
