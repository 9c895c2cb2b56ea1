package dev.dlrbridge.admin;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.GatewayNames;
import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.admin.run.RunView;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.search.ChannelFilter;
import dev.dlrbridge.search.ChannelSituation;
import dev.dlrbridge.search.ChannelSituations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Channels of many portals. */
@Path("/api/v1/channels")
class ChannelsResource {
    private final ChannelWork work;
    private final ChannelSituations situations;
    private final PortalLookup lookup;
    private final Gateways gateways;

    ChannelsResource(ChannelWork work, ChannelSituations situations, PortalLookup lookup, Gateways gateways) {
        this.work = work;
        this.situations = situations;
        this.lookup = lookup;
        this.gateways = gateways;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(
            summary = "List channels over all applications, with what each refused last and what waits for its message")
    public Uni<Page<ChannelSituation>> list(
            @Context ContainerRequestContext request,
            @RestQuery String application,
            @RestQuery String gateway,
            @RestQuery @Pattern(regexp = "refused|unmatched") String trouble,
            @Valid @BeanParam PageRequest page) {
        ChannelFilter filter = new ChannelFilter(Caller.of(request).asked(application), gateway, trouble);
        return situations
                .list(filter, page.id(), page.items())
                .map(found -> page.of(found, channel -> channel.id().toString()));
    }

    @PATCH
    @RolesAllowed("admin")
    @Operation(summary = "Change all channels of a gateway, an application, or both, in the background")
    public Uni<Response> change(
            @RestQuery String gateway, @RestQuery String application, @NotNull @Valid ChannelPatch body) {
        if (gateway == null && application == null) {
            throw new InvalidFieldsException(List.of(new FieldError("gateway", "is missing, and application too")));
        }
        GatewayNames.check(gateways, gateway);
        MessageIdPatterns.check(body.messageIdPattern());
        return (application == null ? Uni.createFrom().nullItem() : lookup.requireApplication(application))
                .chain(() -> work.start(application, gateway, body))
                .map(RunView::accepted);
    }
}
