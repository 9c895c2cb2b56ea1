package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Channels that serve all portals of an application: one account at a gateway, one callback URL. */
@Path("/api/v1/applications/{clientId}/channels")
class ApplicationChannelResource {
    private final Channels channels;
    private final PortalLookup lookup;
    private final Gateways gateways;
    private final CallbackUrls urls;

    ApplicationChannelResource(Channels channels, PortalLookup lookup, Gateways gateways, CallbackUrls urls) {
        this.channels = channels;
        this.lookup = lookup;
        this.gateways = gateways;
        this.urls = urls;
    }

    @POST
    @RolesAllowed("admin")
    @Operation(summary = "Make a channel for all portals of an application; the answer holds its callback URL")
    public Uni<Response> create(@RestPath String clientId, @NotNull @Valid ChannelRequest body) {
        body.check(gateways);
        return lookup.requireApplication(clientId)
                .chain(application -> channels.createOfApplication(clientId, body.gateway(), body.values()))
                .map(created -> ChannelView.created(created, urls));
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "List the channels that serve all portals of an application")
    public Uni<Page<ChannelView>> list(
            @RestPath String clientId, @RestQuery String gateway, @Valid @BeanParam PageRequest page) {
        UUID last = page.id();
        return lookup.requireApplication(clientId)
                .chain(application ->
                        channels.listOfApplication(clientId, Optional.ofNullable(gateway), last, page.items()))
                .map(found -> page.of(
                        found.stream().map(ChannelView::of).toList(),
                        view -> view.id().toString()));
    }
}
