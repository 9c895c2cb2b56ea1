package dev.dlrbridge.portalpage;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.CreatedChannel;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.StoredChannel;
import dev.dlrbridge.tenant.template.Template;
import dev.dlrbridge.tenant.template.Templates;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds what a visitor's portal has. Whatever a page asks for, it gets only what is of the portal of its token. */
@Singleton
class OwnPortal {
    private static final UUID FIRST = new UUID(0, 0);

    private final Portals portals;
    private final Channels channels;
    private final Templates templates;
    private final Gateways gateways;

    OwnPortal(Portals portals, Channels channels, Templates templates, Gateways gateways) {
        this.portals = portals;
        this.channels = channels;
        this.templates = templates;
        this.gateways = gateways;
    }

    /** Fails as a token does that is over when the application is no longer installed. */
    Uni<Portal> of(Visitor visitor) {
        return portals.byId(visitor.portalId())
                .map(found -> found.filter(portal -> portal.state() != PortalState.UNINSTALLED)
                        .orElseThrow(() -> new WebApplicationException(Problem.UNAUTHORIZED.response())));
    }

    /** The application's template, where it lets customers bring an account. */
    Uni<Optional<Template>> choices(Portal portal) {
        return templates
                .find(portal.clientId())
                .map(found -> found.filter(template -> !template.gateways().isEmpty()));
    }

    /** The channel by which the portal sends: that of the template's sender, else its first one, else its application's. */
    Uni<Optional<StoredChannel>> channel(Portal portal) {
        return templates
                .find(portal.clientId())
                .chain(template -> template.map(known -> channels.ofSender(
                                        portal.clientId(),
                                        portal.id(),
                                        known.values().senderCode())
                                .map(found -> found.map(CreatedChannel::stored)))
                        .orElseGet(() -> anyChannel(portal)));
    }

    private Uni<Optional<StoredChannel>> anyChannel(Portal portal) {
        return channels.list(portal.id(), Optional.empty(), FIRST, 1)
                .chain(own -> own.isEmpty()
                        ? channels.listOfApplication(portal.clientId(), Optional.empty(), FIRST, 1)
                        : Uni.createFrom().item(own))
                .map(found -> found.stream().findFirst());
    }

    /** Null for none; one whose profile is gone has its name only. */
    GatewayChoice gateway(Optional<StoredChannel> channel) {
        return channel.map(found -> found.channel().gateway())
                .map(name -> gateways.find(name)
                        .map(GatewayChoice::of)
                        .orElseGet(() -> new GatewayChoice(name, name, "", "", List.of())))
                .orElse(null);
    }
}
