package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.webhook.Deliveries;
import dev.dlrbridge.webhook.Endpoint;
import dev.dlrbridge.webhook.Endpoints;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Where an integrator is told of events, and what became of each. */
@Path(AdminPath.CONSOLE + "/applications/{clientId}/endpoints/{name}")
@Guarded
class EndpointResource {
    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Pages pages;

    EndpointResource(Endpoints endpoints, Deliveries deliveries, Pages pages) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> get(
            @Context ContainerRequestContext request,
            @RestPath String clientId,
            @RestPath String name,
            @Valid @BeanParam PageRequest page) {
        long before = page.key(Long::parseLong, Long.MAX_VALUE);
        return require(clientId, name)
                .chain(endpoint -> deliveries
                        .list(clientId, name, before, page.items())
                        .map(found -> page.of(found, delivery -> Long.toString(delivery.sequence())))
                        .chain(found -> pages.show(
                                request, frame -> Templates.endpoint(frame, endpoint, found.items(), found.after()))));
    }

    @POST
    @Path("test")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("operator")
    public Uni<Response> test(@RestPath String clientId, @RestPath String name) {
        return require(clientId, name)
                .call(endpoint -> deliveries.test(clientId, name))
                .map(endpoint -> Pages.goTo(Addresses.address(endpoint)));
    }

    @POST
    @Path("redeliver")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("operator")
    public Uni<Response> redeliver(
            @RestPath String clientId, @RestPath String name, @RestForm @NotNull String eventId) {
        UUID event = QueryValues.uuid("eventId", eventId);
        return require(clientId, name)
                .call(endpoint -> deliveries
                        .again(clientId, name, Optional.of(event), Optional.empty())
                        .invoke(EndpointResource::requireOne))
                .map(endpoint -> Pages.goTo(Addresses.address(endpoint)));
    }

    private static void requireOne(int events) {
        if (events == 0) {
            throw new NotFoundException();
        }
    }

    private Uni<Endpoint> require(String clientId, String name) {
        return endpoints.find(clientId, name).map(Lookup::present);
    }
}
