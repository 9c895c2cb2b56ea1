package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.search.MessageCursor;
import dev.dlrbridge.search.MessageFilter;
import dev.dlrbridge.search.MessageSearch;
import dev.dlrbridge.search.PortalSituations;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.tenant.sender.SenderHealth;
import dev.dlrbridge.tenant.sender.SenderHealths;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** One portal: how it is, its channels and senders, its last messages. */
@Path(AdminPath.CONSOLE + "/applications/{clientId}/portals/{memberId}")
@Guarded
class PortalResource {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int CHANNELS = 100;
    private static final int LAST_MESSAGES = 20;

    private final Parking parking;
    private final PortalSituations situations;
    private final SenderHealths senders;
    private final Channels channels;
    private final MessageSearch messages;
    private final Lookup lookup;
    private final Pages pages;

    PortalResource(
            Parking parking,
            PortalSituations situations,
            SenderHealths senders,
            Channels channels,
            MessageSearch messages,
            Lookup lookup,
            Pages pages) {
        this.parking = parking;
        this.situations = situations;
        this.senders = senders;
        this.channels = channels;
        this.messages = messages;
        this.lookup = lookup;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> get(
            @Context ContainerRequestContext request, @RestPath String clientId, @RestPath String memberId) {
        return lookup.portal(clientId, memberId).chain(portal -> show(request, portal));
    }

    @POST
    @Path("park")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("operator")
    public Uni<Response> park(@RestPath String clientId, @RestPath String memberId) {
        return lookup.portal(clientId, memberId)
                .call(portal -> parking.park(portal.id(), "OPERATOR", false))
                .chain(portal -> answer(portal, PortalState.PARKED));
    }

    @POST
    @Path("resume")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("operator")
    public Uni<Response> resume(@RestPath String clientId, @RestPath String memberId) {
        return lookup.portal(clientId, memberId)
                .call(portal -> parking.resume(portal.id()))
                .chain(portal -> answer(portal, PortalState.ACTIVE));
    }

    private Uni<Response> answer(Portal before, PortalState wanted) {
        return lookup.portal(before.clientId(), before.memberId())
                .map(portal -> portal.state() == wanted
                        ? Pages.goTo(Addresses.address(portal.name()))
                        : Problem.OTHER_STATE.response());
    }

    private Uni<Response> show(ContainerRequestContext request, Portal portal) {
        return Uni.combine()
                .all()
                .unis(
                        situations.of(List.of(portal)),
                        senders.ofPortals(List.of(portal.id())),
                        channels.list(portal.id(), Optional.empty(), FIRST, CHANNELS),
                        messages.list(
                                MessageFilter.ofPortal(portal.clientId(), portal.memberId(), null, null),
                                MessageCursor.NONE,
                                LAST_MESSAGES))
                .asTuple()
                .chain(found -> pages.show(
                        request,
                        frame -> Templates.portal(
                                frame,
                                found.getItem1().get(0),
                                found.getItem2().getOrDefault(portal.id(), SenderHealth.UNKNOWN),
                                found.getItem3().stream().map(ChannelRow::of).toList(),
                                found.getItem4().items())));
    }
}
