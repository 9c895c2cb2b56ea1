package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.tenant.Application;
import dev.dlrbridge.tenant.Applications;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.webhook.Endpoints;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The applications: of each its portals, the channels that serve all of these, and where its integrator is told of events. */
@Path(AdminPath.CONSOLE + "/applications")
class ApplicationResource {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int CHANNELS = 100;

    private final Applications applications;
    private final Channels channels;
    private final Endpoints endpoints;
    private final Lookup lookup;
    private final Pages pages;

    ApplicationResource(Applications applications, Channels channels, Endpoints endpoints, Lookup lookup, Pages pages) {
        this.applications = applications;
        this.channels = channels;
        this.endpoints = endpoints;
        this.lookup = lookup;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> list(@Context ContainerRequestContext request, @Valid @BeanParam PageRequest page) {
        return applications
                .list(Caller.of(request).applications(), page.key(), page.items())
                .map(found -> page.of(found, Application::clientId))
                .chain(found ->
                        pages.show(request, frame -> Templates.applications(frame, found.items(), found.after())));
    }

    @GET
    @Path("{clientId}")
    @RolesAllowed("viewer")
    public Uni<Response> get(@Context ContainerRequestContext request, @RestPath String clientId) {
        return Uni.combine()
                .all()
                .unis(
                        lookup.application(clientId),
                        channels.listOfApplication(clientId, Optional.empty(), FIRST, CHANNELS),
                        endpoints.list(clientId))
                .asTuple()
                .chain(found -> pages.show(
                        request,
                        frame -> Templates.application(
                                frame,
                                found.getItem1(),
                                found.getItem2().stream().map(ChannelRow::of).toList(),
                                found.getItem3())));
    }
}
