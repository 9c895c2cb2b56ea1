package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.admin.Problem.FieldError;
import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.RequestLimit;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The portals in which an application is installed. */
@Path("/api/v1/applications/{clientId}/portals")
class PortalResource {
    private final Portals portals;
    private final PortalLookup lookup;

    PortalResource(Portals portals, PortalLookup lookup) {
        this.portals = portals;
        this.lookup = lookup;
    }

    @GET
    public Uni<Page<PortalView>> list(
            @RestPath String clientId,
            @RestQuery String after,
            @RestQuery @DefaultValue("100") @Pattern(regexp = Page.LIMIT) String limit) {
        int items = Integer.parseInt(limit);
        Optional<String> known = Optional.of(Page.key(after));
        return lookup.requireApplication(clientId)
                .chain(application -> portals.list(clientId, known, items + 1))
                .map(found -> Page.of(found.stream().map(PortalView::of).toList(), items, PortalView::memberId));
    }

    @GET
    @Path("{memberId}")
    public Uni<PortalView> get(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId).map(PortalView::of);
    }

    @PUT
    @Path("{memberId}")
    public Uni<PortalView> put(
            @RestPath String clientId,
            @RestPath @Pattern(regexp = "[0-9A-Za-z]{1,64}") String memberId,
            @NotNull @Valid PortalRequest body) {
        body.check();
        TokenPair pair = new TokenPair(body.accessToken, body.refreshToken, body.expiresAt);
        return portals.put(clientId, memberId, body.clientEndpoint, pair, Optional.ofNullable(body.applicationToken))
                .call(portal -> body.requestLimit == null
                        ? Uni.createFrom().voidItem()
                        : portals.limitRequests(
                                portal.id(), RequestLimit.of(body.requestLimit).orElseThrow()))
                .chain(portal -> lookup.require(clientId, memberId))
                .map(PortalView::of);
    }

    @DELETE
    @Path("{memberId}")
    public Uni<Void> delete(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> portals.delete(portal.id()))
                .replaceWithVoid();
    }

    /** Tokens are never shown again; the pair must not be refreshed by anyone else. */
    record PortalRequest(
            @NotNull URI clientEndpoint,
            @NotBlank @Size(max = 512) String accessToken,
            @NotBlank @Size(max = 512) String refreshToken,
            @NotNull Instant expiresAt,
            @Size(max = 512) String applicationToken,
            @Pattern(regexp = "2/50|5/250|unlimited") String requestLimit) {
        private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

        /** @throws InvalidFieldsException for a time that is none of a token's, and may be none of the database's */
        void check() {
            if (expiresAt.isBefore(EARLIEST) || expiresAt.isAfter(LATEST)) {
                throw new InvalidFieldsException(List.of(new FieldError("expiresAt", "is not in this age")));
            }
        }

        @Override
        public String toString() {
            return "PortalRequest[clientEndpoint=" + clientEndpoint + "]";
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PortalView(
            String memberId,
            URI clientEndpoint,
            String state,
            String reason,
            String requestLimit,
            Instant tokenExpiresAt,
            Instant createdAt,
            Instant updatedAt) {
        static PortalView of(Portal portal) {
            return new PortalView(
                    portal.memberId(),
                    portal.clientEndpoint(),
                    portal.state().word(),
                    portal.reason().orElse(null),
                    portal.requestLimit().map(RequestLimit::word).orElse(null),
                    portal.expiresAt(),
                    portal.createdAt(),
                    portal.updatedAt());
        }
    }
}
