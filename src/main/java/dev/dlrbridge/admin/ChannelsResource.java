package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.admin.run.RunView;
import dev.dlrbridge.gateway.Gateways;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Channels of many portals. */
@Path("/api/v1/channels")
class ChannelsResource {
    private final ChannelWork work;
    private final PortalLookup lookup;
    private final Gateways gateways;

    ChannelsResource(ChannelWork work, PortalLookup lookup, Gateways gateways) {
        this.work = work;
        this.lookup = lookup;
        this.gateways = gateways;
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
