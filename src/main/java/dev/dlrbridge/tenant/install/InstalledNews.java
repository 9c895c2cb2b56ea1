package dev.dlrbridge.tenant.install;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.StoredChannel;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import dev.dlrbridge.tenant.template.TemplateChannels;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the integrator of a portal that was installed, with the channel that was made. The install has left the portal due
 * to be set up, so that this is done at least once; the event is of this install, so that it is told once.
 */
@ApplicationScoped
class InstalledNews {
    private static final String INSTALLED_AT = "SELECT installed_at FROM portal WHERE id = $1";

    private final TemplateChannels templates;
    private final Channels channels;
    private final CallbackUrls urls;
    private final Outbox outbox;
    private final Statements statements;

    InstalledNews(
            TemplateChannels templates, Channels channels, CallbackUrls urls, Outbox outbox, Statements statements) {
        this.templates = templates;
        this.channels = channels;
        this.urls = urls;
        this.outbox = outbox;
        this.statements = statements;
    }

    Uni<Void> tell(Portal portal) {
        return outbox.wants(EventKind.PORTAL_INSTALLED)
                ? statements
                        .first(INSTALLED_AT, Tuple.of(portal.id()), row -> row.getOffsetDateTime(0))
                        .flatMap(at -> at.map(time -> tell(portal, time))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> tell(Portal portal, OffsetDateTime installedAt) {
        String install = portal.id() + " " + installedAt.toInstant();
        return templates
                .find(portal)
                .flatMap(channel ->
                        channel.map(this::data).orElseGet(() -> Uni.createFrom().item(Map.of())))
                .map(data -> PortalEvent.once(EventKind.PORTAL_INSTALLED, portal.inEvents(), data, install))
                .chain(event -> outbox.write(statements, List.of(event)))
                .replaceWithVoid();
    }

    private Uni<Map<String, Object>> data(StoredChannel stored) {
        return channels.reveal(stored.channel().id()).map(key -> {
            Map<String, Object> data = new HashMap<>();
            data.put("channelId", stored.channel().id().toString());
            data.put("gateway", stored.channel().gateway());
            data.put("senderCode", stored.channel().senderCode());
            key.ifPresent(known -> data.put(
                    "callbackUrl", urls.of(stored.channel().gateway(), known).toString()));
            return data;
        });
    }
}
