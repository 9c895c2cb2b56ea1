package dev.dlrbridge.console;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.container.ContainerRequestContext;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.journal.Backlogs;
import dev.dlrbridge.journal.Messages;
import dev.dlrbridge.tenant.Application;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.tenant.Portals;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The portals of an application, and one of them. */
@Path(AdminPath.CONSOLE + "/applications/{clientId}/portals")
@Guarded
class PortalResource {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int CHANNELS = 100;
    private static final int LAST_MESSAGES = 20;

    private final Portals portals;
    private final Parking parking;
    private final Backlogs backlogs;
    private final Channels channels;
    private final Messages messages;
    private final Lookup lookup;
    private final Pages pages;

    PortalResource(
            Portals portals,
            Parking parking,
            Backlogs backlogs,
            Channels channels,
            Messages messages,
            Lookup lookup,
            Pages pages) {
        this.portals = portals;
        this.parking = parking;
        this.backlogs = backlogs;
        this.channels = channels;
        this.messages = messages;
        this.lookup = lookup;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> list(
            @Context ContainerRequestContext request,
            @RestPath String clientId,
            @RestQuery @Pattern(regexp = "|active|parked|uninstalled") String state,
            @Valid @BeanParam PageRequest page) {
        String wanted = state == null ? "" : state;
        Set<PortalState> states = wanted.isEmpty()
                ? EnumSet.allOf(PortalState.class)
                : EnumSet.of(PortalState.valueOf(wanted.toUpperCase(Locale.ROOT)));
        return lookup.application(clientId)
                .chain(application -> portals.list(clientId, states, Optional.of(page.key()), page.items())
                        .chain(this::rows)
                        .map(rows -> page.of(rows, PortalRow::memberId))
                        .chain(rows -> show(request, application, wanted, rows)));
    }

    @GET
    @Path("{memberId}")
    @RolesAllowed("viewer")
    public Uni<Response> get(@Context ContainerRequestContext request, @RestPath String clientId, @RestPath String memberId) {
        return lookup.portal(clientId, memberId).chain(portal -> show(request, portal));
    }

    @POST
    @Path("{memberId}/park")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("operator")
    public Uni<Response> park(@RestPath String clientId, @RestPath String memberId) {
        return lookup.portal(clientId, memberId)
                .call(portal -> parking.park(portal.id(), "OPERATOR", false))
                .chain(portal -> answer(portal, PortalState.PARKED));
    }

    @POST
    @Path("{memberId}/resume")
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
                        ? Pages.goTo(Addresses.portal(portal))
                        : Problem.OTHER_STATE.response());
    }

    private Uni<Response> show(ContainerRequestContext request, Application application, String state, Page<PortalRow> rows) {
        return pages.show(
                request,
                frame -> Templates.portals(
                        frame, application.clientId(), application.title(), state, rows.items(), rows.after()));
    }

    private Uni<Response> show(ContainerRequestContext request, Portal portal) {
        return Uni.combine()
                .all()
                .unis(
                        rows(List.of(portal)),
                        channels.list(portal.id(), Optional.empty(), FIRST, CHANNELS),
                        messages.list(portal.id(), null, "", LAST_MESSAGES))
                .asTuple()
                .chain(found -> pages.show(
                        request,
                        frame -> Templates.portal(
                                frame,
                                found.getItem1().get(0),
                                found.getItem2().stream().map(ChannelRow::of).toList(),
                                found.getItem3().stream()
                                        .map(message -> MessageRow.of(Addresses.portal(portal), message))
                                        .toList())));
    }

    private Uni<List<PortalRow>> rows(List<Portal> found) {
        return backlogs.ofPortals(found.stream().map(Portal::id).toList())
                .map(waiting -> found.stream()
                        .map(portal -> PortalRow.of(portal, waiting.getOrDefault(portal.id(), 0L)))
                        .toList());
    }
}
