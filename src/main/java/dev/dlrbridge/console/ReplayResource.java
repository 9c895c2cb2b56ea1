package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.console.frame.Visit;
import dev.dlrbridge.job.run.Run;
import dev.dlrbridge.job.run.Runs;
import dev.dlrbridge.quarantine.ReplayResult;
import dev.dlrbridge.quarantine.ReplayWork;
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
    private final Runs runs;
    private final Pages pages;

    ReplayResource(Runs runs, Pages pages) {
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
                .map(found -> found.filter(run -> run.kind().equals(ReplayWork.KIND)))
                .map(Lookup::present)
                .chain(run -> pages.show(visit, frame -> Templates.replay(frame, ReplayRow.of(run))));
    }

    /** @param notUnderstood tried, and still in quarantine */
    public record ReplayRow(String gateway, boolean finished, long tried, long replayed, long notUnderstood) {
        static ReplayRow of(Run run) {
            long replayed = run.count(ReplayResult.REPLAYED.word());
            return new ReplayRow(
                    run.subject(),
                    run.finishedAt() != null,
                    run.tried(),
                    replayed,
                    run.tried() - replayed);
        }
    }
}
