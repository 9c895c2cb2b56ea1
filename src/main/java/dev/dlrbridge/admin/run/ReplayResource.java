package dev.dlrbridge.admin.run;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.UnknownThingException;
import dev.dlrbridge.job.run.Runs;
import dev.dlrbridge.quarantine.ReplayWork;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** Replays of whole gateways: how far they are, and what came of them. */
@Path("/api/v1/replays")
class ReplayResource {
    private final Runs runs;

    ReplayResource(Runs runs) {
        this.runs = runs;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "List the last hundred replays, the newest first")
    public Uni<Page<ReplayView>> list() {
        return runs.last(ReplayWork.KIND)
                .map(found -> Page.last(found.stream().map(ReplayView::of).toList()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed("viewer")
    @Operation(summary = "Show how far a replay is")
    public Uni<ReplayView> get(@RestPath UUID id) {
        return runs.find(id)
                .map(found -> found.filter(run -> run.kind().equals(ReplayWork.KIND)))
                .map(found -> found.orElseThrow(() -> new UnknownThingException("replay")))
                .map(ReplayView::of);
    }
}
