package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.job.run.Run;
import dev.dlrbridge.job.run.Runs;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** A change of many things: how far it is, and what came of it. */
@Path(AdminPath.CONSOLE + "/runs")
class RunResource {
    private final Runs runs;
    private final Pages pages;

    RunResource(Runs runs, Pages pages) {
        this.runs = runs;
        this.pages = pages;
    }

    static String address(UUID id) {
        return AdminPath.CONSOLE + "/runs/" + id;
    }

    @GET
    @Path("{id}")
    @RolesAllowed("viewer")
    public Uni<Response> get(@Context ContainerRequestContext request, @RestPath UUID id) {
        return runs.find(id)
                .map(Lookup::present)
                .chain(run -> pages.show(request, frame -> Templates.run(frame, RunRow.of(run))));
    }

    /** @param subject what it goes through, a gateway for most kinds */
    public record RunRow(String kind, String subject, boolean finished, long tried, List<Count> counts) {
        static RunRow of(Run run) {
            return new RunRow(
                    run.kind(),
                    run.subject(),
                    run.finishedAt() != null,
                    run.tried(),
                    run.counts().entrySet().stream()
                            .map(count -> new Count(count.getKey(), count.getValue()))
                            .sorted(Comparator.comparing(Count::result))
                            .toList());
        }
    }

    /** @param result a fixed word, for which pages mostly have a text */
    public record Count(String result, long number) {}
}
