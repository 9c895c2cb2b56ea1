package dev.dlrbridge.admin.run;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.UnknownThingException;
import dev.dlrbridge.admin.run.RunView.ResultView;
import dev.dlrbridge.job.run.Run;
import dev.dlrbridge.job.run.Runs;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Changes of many things: how far they are, and what became of each thing. */
@Path("/api/v1/runs")
class RunResource {
    private final Runs runs;

    RunResource(Runs runs) {
        this.runs = runs;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "List the last hundred changes of many things, the newest first")
    public Uni<Page<RunView>> list() {
        return runs.last()
                .map(found -> Page.last(found.stream().map(RunView::of).toList()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed("viewer")
    @Operation(summary = "Show how far a change of many things is")
    public Uni<RunView> get(@RestPath UUID id) {
        return require(id).map(RunView::of);
    }

    @GET
    @Path("{id}/results")
    @RolesAllowed("viewer")
    @Operation(summary = "List what became of each portal or channel")
    public Uni<Page<ResultView>> results(
            @RestPath UUID id,
            @RestQuery @Pattern(regexp = "made|changed|unchanged|gone|refused") String result,
            @Valid @BeanParam PageRequest page) {
        String after = page.key();
        return require(id)
                .chain(run -> runs.results(id, Optional.ofNullable(result), after, page.items()))
                .map(found -> page.of(found.stream().map(ResultView::of).toList(), ResultView::item));
    }

    private Uni<Run> require(UUID id) {
        return runs.find(id).map(found -> found.orElseThrow(() -> new UnknownThingException("run")));
    }
}
