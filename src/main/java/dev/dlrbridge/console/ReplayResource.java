package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.console.frame.Visit;
import dev.dlrbridge.quarantine.ReplayRun;
import dev.dlrbridge.quarantine.ReplayRuns;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** A replay of a gateway's quarantine: how far it is, and what came of it. */
@Path(AdminPath.CONSOLE + "/replays")
class ReplayResource {
    private final ReplayRuns runs;
    private final Pages pages;

    ReplayResource(ReplayRuns runs, Pages pages) {
        this.runs = runs;
        this.pages = pages;
    }

    static String address(UUID id) {
        return AdminPath.CONSOLE + "/replays/" + id;
    }

    @GET
    @Path("{id}")
    @RolesAllowed("viewer")
    public Uni<Response> get(@BeanParam Visit visit, @RestPath UUID id) {
        return runs.find(id)
                .map(Lookup::present)
                .chain(run -> pages.show(visit, frame -> Templates.replay(frame, ReplayRow.of(run))));
    }

    /** @param notUnderstood tried, and still in quarantine */
    public record ReplayRow(String gateway, boolean finished, long tried, long replayed, long notUnderstood) {
        static ReplayRow of(ReplayRun run) {
            return new ReplayRow(
                    run.gateway(),
                    run.finishedAt() != null,
                    run.tried(),
                    run.replayed(),
                    run.unreadable() + run.notAuthentic() + run.failed());
        }
    }
}
