package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** One channel, with its last refusals. */
@Path(AdminPath.CONSOLE + "/channels/{id}")
class ChannelResource {
    private final ChannelPage page;

    ChannelResource(ChannelPage page) {
        this.page = page;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> get(@Context ContainerRequestContext request, @RestPath UUID id) {
        return page.show(request, id, "");
    }
}
