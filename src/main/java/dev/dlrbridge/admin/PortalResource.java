package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.admin.http.Versions;
import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.search.PortalSituation;
import dev.dlrbridge.search.PortalSituations;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.RequestLimit;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The portals in which an application is installed. */
@Path("/api/v1/applications/{clientId}/portals")
class PortalResource {
    private final Portals portals;
    private final Parking parking;
    private final PortalSituations situations;
    private final PortalLookup lookup;

    PortalResource(Portals portals, Parking parking, PortalSituations situations, PortalLookup lookup) {
        this.portals = portals;
        this.parking = parking;
        this.situations = situations;
        this.lookup = lookup;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "List the portals in which an application is installed")
    public Uni<Page<PortalSituation>> list(
            @RestPath String clientId,
            @RestQuery @Pattern(regexp = "active|parked|uninstalled") String state,
            @Valid @BeanParam PageRequest page) {
        Optional<String> known = Optional.of(page.key());
        Set<PortalState> states = state == null
                ? EnumSet.allOf(PortalState.class)
                : EnumSet.of(PortalState.valueOf(state.toUpperCase(Locale.ROOT)));
        return lookup.requireApplication(clientId)
                .chain(application -> portals.list(clientId, states, known, page.items()))
                .chain(situations::of)
                .map(views -> page.of(views, situation -> situation.portal().memberId()));
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
    @Operation(summary = "Add a portal, or give it a new pair of tokens; it is active afterwards")
    public Uni<Response> put(
            @RestPath String clientId,
            @RestPath @Pattern(regexp = "[0-9A-Za-z]{1,64}") String memberId,
            @RestHeader("If-Match") String ifMatch,
            @NotNull @Valid PortalRequest body) {
        body.check();
        TokenPair pair = new TokenPair(body.accessToken, body.refreshToken, body.expiresAt);
        Optional<String> applicationToken = Optional.ofNullable(body.applicationToken);
        return portals.put(clientId, memberId, body.clientEndpoint, pair, applicationToken, Versions.seen(ifMatch))
                .call(portal -> body.requestLimit == null
                        ? Uni.createFrom().voidItem()
                        : portals.limitRequests(
                                portal.id(), RequestLimit.of(body.requestLimit).orElseThrow()))
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
                .chain(portal -> portals.delete(portal.id()))
                .replaceWithVoid();
    }

    private Uni<Response> answer(Portal portal) {
        return situations.of(List.of(portal)).map(found -> Versions.ok(PortalLookup.only(found), portal.version()));
    }

    private static Uni<Response> otherState() {
        return Uni.createFrom().item(Problem.OTHER_STATE.response());
    }

    /** Tokens are never shown again; the pair must not be refreshed by anyone else. */
    @Schema(examples = """
            {"clientEndpoint":"https://acme.bitrix24.de/rest/","accessToken":"…","refreshToken":"…",
             "expiresAt":"2026-06-01T13:09:42Z","applicationToken":"…"}""")
    record PortalRequest(
            @NotNull URI clientEndpoint,
            @NotBlank @Size(max = 512) String accessToken,
            @NotBlank @Size(max = 512) String refreshToken,
            @NotNull Instant expiresAt,
            @Size(max = 512) String applicationToken,
            @Pattern(regexp = "2/50|5/250|unlimited") String requestLimit) {
        private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

        /**
         * @throws InvalidFieldsException for an address that is no portal's, or for a time that is none of a token's, and
         *     may be none of the database's
         */
        void check() {
            PortalAddress.problem(clientEndpoint).ifPresent(problem -> {
                throw new InvalidFieldsException(List.of(new FieldError("clientEndpoint", problem)));
            });
            if (expiresAt.isBefore(EARLIEST) || expiresAt.isAfter(LATEST)) {
                throw new InvalidFieldsException(List.of(new FieldError("expiresAt", "is not in this age")));
            }
        }

        @Override
        public String toString() {
            return "PortalRequest[clientEndpoint=" + clientEndpoint + "]";
        }
    }
}
