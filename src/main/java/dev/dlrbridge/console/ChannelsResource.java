package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.search.ChannelFilter;
import dev.dlrbridge.search.ChannelSituations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestQuery;

/** Channels over all applications, with what each has refused last. */
@Path(AdminPath.CONSOLE + "/channels")
class ChannelsResource {
    private final ChannelSituations situations;
    private final Pages pages;

    ChannelsResource(ChannelSituations situations, Pages pages) {
        this.situations = situations;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> list(
            @Context ContainerRequestContext request,
            @RestQuery @DefaultValue("") String application,
            @RestQuery @DefaultValue("") String gateway,
            @RestQuery @DefaultValue("") @Pattern(regexp = "|refused|unmatched") String trouble,
            @Valid @BeanParam PageRequest page) {
        ChannelFilter filter = new ChannelFilter(
                Caller.of(request).asked(QueryValues.given(application)),
                QueryValues.given(gateway),
                QueryValues.given(trouble));
        return situations
                .list(filter, page.id(), page.items())
                .map(found -> page.of(found, channel -> channel.id().toString()))
                .chain(found -> pages.show(
                        request,
                        frame -> Templates.channels(
                                frame, application, gateway, trouble, found.items(), found.after())));
    }
}
