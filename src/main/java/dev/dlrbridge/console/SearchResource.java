package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.search.Finder;
import dev.dlrbridge.search.Found;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** The box on each page: whatever people have at hand, and what it belongs to. */
@Path(AdminPath.CONSOLE + "/search")
class SearchResource {
    private final Finder finder;
    private final Pages pages;

    SearchResource(Finder finder, Pages pages) {
        this.finder = finder;
        this.pages = pages;
    }

    /** What is found alone is shown at once. */
    @GET
    @RolesAllowed("viewer")
    public Uni<Response> search(
            @Context ContainerRequestContext request,
            @RestQuery @DefaultValue("") @Size(max = Finder.LONGEST) String q) {
        Uni<List<Found>> found = q.isBlank()
                ? Uni.createFrom().item(List.of())
                : finder.find(q, Caller.of(request).applications());
        return found.chain(items -> items.size() == 1
                ? Uni.createFrom().item(Pages.goTo(Addresses.address(items.get(0))))
                : pages.show(request, frame -> Templates.search(frame, items)));
    }
}
