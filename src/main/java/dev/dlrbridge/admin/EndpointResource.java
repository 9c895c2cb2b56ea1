package dev.dlrbridge.admin;

import dev.dlrbridge.admin.EndpointRequests.PutRequest;
import dev.dlrbridge.admin.EndpointRequests.RedeliveryRequest;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.bitrix24.RefusedAddressException;
import dev.dlrbridge.webhook.Deliveries;
import dev.dlrbridge.webhook.DeliveryRecord;
import dev.dlrbridge.webhook.Endpoint;
import dev.dlrbridge.webhook.Endpoints;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Where an integrator is told of what happens to his portals and messages, and what became of it. */
@Path("/api/v1/applications/{clientId}/endpoints")
class EndpointResource {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final PortalLookup lookup;

    EndpointResource(Endpoints endpoints, Deliveries deliveries, PortalLookup lookup) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.lookup = lookup;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "List an application's webhook endpoints")
    public Uni<Page<EndpointView>> list(@RestPath String clientId) {
        return lookup.requireApplication(clientId)
                .chain(application -> endpoints.list(clientId))
                .map(found -> Page.last(found.stream().map(EndpointView::of).toList()));
    }

    @GET
    @Path("{name}")
    @RolesAllowed("viewer")
    @Operation(summary = "Show a webhook endpoint, without its secret")
    public Uni<EndpointView> get(@RestPath String clientId, @RestPath String name) {
        return require(clientId, name).map(EndpointView::of);
    }

    @PUT
    @Path("{name}")
    @RolesAllowed("admin")
    @Operation(
            summary = "Add a webhook endpoint, or change its address and kinds; a new one's secret is shown this once")
    public Uni<EndpointView> put(
            @RestPath String clientId, @RestPath @Pattern(regexp = NAME) String name, @NotNull @Valid PutRequest body) {
        return lookup.requireApplication(clientId)
                .chain(application -> endpoints.put(clientId, name, body.settings()))
                .onFailure(RefusedAddressException.class)
                .transform(refused -> EndpointRequests.invalid("url", "is not an address that may be called"))
                .map(EndpointView::of);
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed("admin")
    @Operation(summary = "Remove a webhook endpoint with all events that wait for it")
    public Uni<Void> delete(@RestPath String clientId, @RestPath String name) {
        return endpoints
                .delete(clientId, name)
                .invoke(EndpointResource::requireFound)
                .replaceWithVoid();
    }

    @POST
    @Path("{name}/rotate-secret")
    @RolesAllowed("admin")
    @Operation(summary = "Give a webhook endpoint a new secret, shown this once; for a day the old one signs, too")
    public Uni<EndpointView> rotateSecret(@RestPath String clientId, @RestPath String name) {
        return endpoints
                .rotateSecret(clientId, name)
                .map(found -> PortalLookup.present(found, "endpoint"))
                .map(EndpointView::of);
    }

    @GET
    @Path("{name}/deliveries")
    @RolesAllowed("viewer")
    @Operation(summary = "List what was sent to a webhook endpoint or waits for it, the latest first")
    public Uni<Page<DeliveryRecord>> deliveries(
            @RestPath String clientId, @RestPath String name, @Valid @BeanParam PageRequest page) {
        long before = page.key(Long::parseLong, Long.MAX_VALUE);
        return require(clientId, name)
                .chain(endpoint -> deliveries.list(clientId, name, before, page.items()))
                .map(found -> page.of(found, delivery -> Long.toString(delivery.sequence())));
    }

    @POST
    @Path("{name}/test")
    @RolesAllowed("operator")
    @ResponseStatus(202)
    @Operation(summary = "Send a webhook endpoint an event of the type test")
    public Uni<TestView> test(@RestPath String clientId, @RestPath String name) {
        return require(clientId, name)
                .chain(endpoint -> deliveries.test(clientId, name))
                .map(TestView::new);
    }

    @POST
    @Path("{name}/redeliver")
    @RolesAllowed("operator")
    @ResponseStatus(202)
    @Operation(
            summary = "Send a webhook endpoint again what it has had, or was given up: one event, or all since a time")
    public Uni<RedeliveryView> redeliver(
            @RestPath String clientId, @RestPath String name, @NotNull @Valid RedeliveryRequest body) {
        return require(clientId, name)
                .chain(endpoint -> deliveries.again(clientId, name, body.checkedEvent(), body.checkedSince()))
                .invoke(events -> requireFound(events > 0 || body.eventId() == null))
                .map(RedeliveryView::new);
    }

    private Uni<Endpoint> require(String clientId, String name) {
        return endpoints.find(clientId, name).map(found -> PortalLookup.present(found, "endpoint"));
    }

    private static void requireFound(boolean found) {
        if (!found) {
            throw new NotFoundException();
        }
    }

    /** @param eventId the webhook-id that it has */
    record TestView(UUID eventId) {}

    /** @param events how many are sent again, at most 10,000 at a time */
    record RedeliveryView(int events) {}
}
