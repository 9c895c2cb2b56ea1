package dev.dlrbridge.admin.find;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.Page;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Whatever people have at hand, and what it belongs to. */
@Path("/api/v1/search")
class SearchResource {
    private final Finder finder;

    SearchResource(Finder finder) {
        this.finder = finder;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(
            summary =
                    "Find by a domain, any id, a callback URL or its key, a gateway's own id, or a recipient's number",
            description = "At most some dozens are shown; path is where all of each is, below /api/v1.")
    public Uni<Page<Found>> search(
            @Context ContainerRequestContext request,
            @RestQuery @DefaultValue("") @Size(max = Finder.LONGEST) String q) {
        return q.isBlank()
                ? Uni.createFrom().item(Page.last(List.of()))
                : finder.find(q, Caller.of(request).applications()).map(Page::last);
    }
}
