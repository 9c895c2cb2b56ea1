package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.GatewayNames;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.admin.http.TimeCursor;
import dev.dlrbridge.admin.run.ReplayView;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.job.run.Runs;
import dev.dlrbridge.quarantine.KeptRequests;
import dev.dlrbridge.quarantine.QuarantineEntries;
import dev.dlrbridge.quarantine.QuarantineEntry;
import dev.dlrbridge.quarantine.QuarantineFilter;
import dev.dlrbridge.quarantine.Replay;
import dev.dlrbridge.quarantine.ReplayResult;
import dev.dlrbridge.quarantine.ReplayWork;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Requests that could not be understood, or not be proved genuine. */
@Path("/api/v1/quarantine")
class QuarantineResource {
    private final QuarantineEntries entries;
    private final KeptRequests requests;
    private final Replay replay;
    private final Runs runs;
    private final Gateways gateways;

    QuarantineResource(QuarantineEntries entries, KeptRequests requests, Replay replay, Runs runs, Gateways gateways) {
        this.entries = entries;
        this.requests = requests;
        this.replay = replay;
        this.runs = runs;
        this.gateways = gateways;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "List requests in quarantine, the newest first")
    public Uni<Page<QuarantineView>> list(
            @Context ContainerRequestContext request,
            @RestQuery String gateway,
            @RestQuery String channelId,
            @RestQuery String verified,
            @Valid @BeanParam PageRequest page) {
        TimeCursor last = page.key(TimeCursor::of, TimeCursor.NONE);
        QuarantineFilter filter = new QuarantineFilter(
                Caller.of(request).applications(),
                gateway,
                QueryValues.uuid("channelId", channelId),
                QueryValues.flag("verified", verified),
                last.time(),
                last.id());
        return entries.list(filter, page.items())
                .map(found -> page.of(
                        found.stream()
                                .map(entry -> new QuarantineView(entry, null))
                                .toList(),
                        view -> TimeCursor.key(
                                view.entry().receivedAt(), view.entry().id())));
    }

    @GET
    @Path("{id}")
    @RolesAllowed("viewer")
    @Operation(summary = "Show how a request in quarantine is built, without its values")
    public Uni<QuarantineView> get(@RestPath UUID id) {
        return entries.find(id)
                .map(found -> PortalLookup.present(found, "entry"))
                .map(kept -> new QuarantineView(kept.entry(), requests.outline(kept)));
    }

    @POST
    @Path("{id}/reveal")
    @RolesAllowed("admin")
    @Operation(summary = "Show a request in quarantine as it came, without the channel's secrets")
    public Uni<KeptRequests.Revealed> reveal(@RestPath UUID id) {
        return entries.find(id)
                .map(found -> PortalLookup.present(found, "entry"))
                .chain(requests::reveal);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("operator")
    @Operation(summary = "Delete a request in quarantine")
    public Uni<Response> delete(@RestPath UUID id) {
        return entries.delete(id).map(deleted -> deleted ? Response.noContent().build() : Problem.unknown("entry"));
    }

    @POST
    @Path("{id}/replay")
    @RolesAllowed("operator")
    @Operation(summary = "Read a request in quarantine again")
    public Uni<Result> replay(@RestPath UUID id) {
        return replay.byId(id)
                .map(found -> PortalLookup.present(found, "entry"))
                .map(Result::of);
    }

    @POST
    @Path("replay")
    @RolesAllowed("operator")
    @Operation(summary = "Read all of a gateway's quarantine again, beside the reports that arrive meanwhile")
    public Uni<Response> replayAll(@RestQuery String gateway) {
        GatewayNames.require(gateways, gateway);
        return runs.start(UUID.randomUUID(), ReplayWork.KIND, null, gateway, null)
                .map(run -> Response.accepted(ReplayView.of(run))
                        .header("Location", "/api/v1/replays/" + run.id())
                        .build());
    }

    /** @param result {@code replayed}, {@code unreadable}, {@code not_authentic} or {@code failed} */
    record Result(String result) {
        static Result of(ReplayResult result) {
            return new Result(result.word());
        }
    }

    /** An entry; its request only where one is asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record QuarantineView(@JsonUnwrapped QuarantineEntry entry, KeptRequests.Outline request) {}
}
