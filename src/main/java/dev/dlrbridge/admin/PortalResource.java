package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.admin.http.Versions;
import dev.dlrbridge.search.PortalSituations;
import dev.dlrbridge.tenant.ErasureCause;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.RequestLimit;
import dev.dlrbridge.tenant.SeenVersion;
import dev.dlrbridge.tenant.install.PairProof;
import dev.dlrbridge.tenant.sender.SenderHealth;
import dev.dlrbridge.tenant.sender.SenderHealths;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The portals in which an application is installed. */
@Path("/api/v1/applications/{clientId}/portals")
class PortalResource {
    private final Portals portals;
    private final Parking parking;
    private final PortalSituations situations;
    private final SenderHealths senders;
    private final PairProof proof;
    private final PortalLookup lookup;

    PortalResource(
            Portals portals,
            Parking parking,
            PortalSituations situations,
            SenderHealths senders,
            PairProof proof,
            PortalLookup lookup) {
        this.portals = portals;
        this.parking = parking;
        this.situations = situations;
        this.senders = senders;
        this.proof = proof;
        this.lookup = lookup;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "List the portals in which an application is installed")
    public Uni<Page<PortalView>> list(
            @RestPath String clientId,
            @RestQuery @Pattern(regexp = "active|parked|uninstalled") String state,
            @Valid @BeanParam PageRequest page) {
        Optional<String> known = Optional.of(page.key());
        Set<PortalState> states = state == null
                ? EnumSet.allOf(PortalState.class)
                : EnumSet.of(PortalState.valueOf(state.toUpperCase(Locale.ROOT)));
        return lookup.requireApplication(clientId)
                .chain(application -> portals.list(clientId, states, known, page.items()))
                .chain(this::views)
                .map(views -> page.of(views, view -> view.situation().portal().memberId()));
    }

    @GET
    @Path("{memberId}")
    @RolesAllowed("viewer")
    @Operation(summary = "Show a portal and how much waits for it")
    public Uni<Response> get(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId).chain(this::answer);
    }

    @PUT
    @Path("{memberId}")
    @RolesAllowed("admin")
    @Operation(
            summary =
                    "Add a portal, or give it a new pair of tokens that the authorisation server confirms; it is active afterwards")
    public Uni<Response> put(
            @RestPath String clientId,
            @RestPath @Pattern(regexp = "[0-9A-Za-z]{1,64}") String memberId,
            @RestHeader("If-Match") String ifMatch,
            @RestQuery String verify,
            @NotNull @Valid PortalRequest body) {
        body.check();
        boolean verified = !Boolean.FALSE.equals(QueryValues.flag("verify", verify));
        SeenVersion seen = Versions.seen(ifMatch);
        return lookup.requireApplication(clientId)
                .chain(() -> portals.find(clientId, memberId))
                .invoke(found -> seen.require(found.map(Portal::version).orElse(null)))
                .chain(() -> verified
                        ? proof.renew(clientId, memberId, body.clientEndpoint(), body.pair())
                        : Uni.createFrom().item(body.pair()))
                .chain(pair -> portals.put(
                        clientId,
                        memberId,
                        body.clientEndpoint(),
                        pair,
                        Optional.ofNullable(body.applicationToken()),
                        seen))
                .call(portal -> body.requestLimit() == null
                        ? Uni.createFrom().voidItem()
                        : portals.limitRequests(
                                portal.id(),
                                RequestLimit.of(body.requestLimit()).orElseThrow()))
                .chain(portal -> lookup.require(clientId, memberId))
                .chain(this::answer);
    }

    @POST
    @Path("{memberId}/park")
    @RolesAllowed("operator")
    @Operation(summary = "Call a portal no more until it is resumed or has new tokens; its statuses wait")
    public Uni<Response> park(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> parking.park(portal.id(), "OPERATOR", false))
                .chain(() -> lookup.require(clientId, memberId))
                .chain(portal -> portal.state() == PortalState.PARKED ? answer(portal) : otherState());
    }

    @POST
    @Path("{memberId}/resume")
    @RolesAllowed("operator")
    @Operation(summary = "Call a parked portal again")
    public Uni<Response> resume(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> parking.resume(portal.id()))
                .chain(() -> lookup.require(clientId, memberId))
                .chain(portal -> portal.state() == PortalState.ACTIVE ? answer(portal) : otherState());
    }

    @DELETE
    @Path("{memberId}")
    @RolesAllowed("admin")
    @Operation(summary = "Forget a portal with its channels")
    public Uni<Void> delete(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> portals.erase(portal.id(), ErasureCause.OPERATOR))
                .replaceWithVoid();
    }

    private Uni<Response> answer(Portal portal) {
        return views(List.of(portal)).map(views -> Versions.ok(PortalLookup.only(views), portal.version()));
    }

    private Uni<List<PortalView>> views(List<Portal> found) {
        List<UUID> ids = found.stream().map(Portal::id).toList();
        return Uni.combine()
                .all()
                .unis(situations.of(found), senders.ofPortals(ids))
                .with((all, healths) -> all.stream()
                        .map(situation -> PortalView.of(
                                situation,
                                healths.getOrDefault(situation.portal().id(), SenderHealth.UNKNOWN)))
                        .toList());
    }

    private static Uni<Response> otherState() {
        return Uni.createFrom().item(Problem.OTHER_STATE.response());
    }
}
