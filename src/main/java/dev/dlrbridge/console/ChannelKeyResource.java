package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The key in a channel's callback URL. */
@Path(AdminPath.CONSOLE + "/channels/{id}")
@Guarded
class ChannelKeyResource {
    private final Channels channels;
    private final Lookup lookup;
    private final CallbackUrls urls;
    private final ChannelPage page;

    ChannelKeyResource(Channels channels, Lookup lookup, CallbackUrls urls, ChannelPage page) {
        this.channels = channels;
        this.lookup = lookup;
        this.urls = urls;
        this.page = page;
    }

    /** In the answer itself, so that the URL stands nowhere else. */
    @POST
    @Path("reveal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    public Uni<Response> reveal(@Context ContainerRequestContext request, @RestPath UUID id) {
        return lookup.channel(id)
                .chain(stored -> channels.reveal(id)
                        .map(Lookup::present)
                        .map(key -> urls.of(stored.channel().gateway(), key).toString()))
                .chain(url -> page.show(request, id, url));
    }
}
