package dev.dlrbridge.admin.run;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.quarantine.MeaningWork;
import dev.dlrbridge.quarantine.QuarantineGroups;
import dev.dlrbridge.quarantine.QuarantineGroups.Extent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** What gateways' words mean that nobody has known before. */
@Path("/api/v1/meanings")
class MeaningResource {
    private final QuarantineGroups groups;
    private final MeaningWork work;
    private final Gateways gateways;

    MeaningResource(QuarantineGroups groups, MeaningWork work, Gateways gateways) {
        this.groups = groups;
        this.work = work;
        this.gateways = gateways;
    }

    @GET
    @RolesAllowed("admin")
    @Operation(summary = "Tell how many requests and channels a word's meaning would concern")
    public Uni<Extent> preview(@RestQuery String gateway, @RestQuery @Size(max = 200) String word) {
        MeaningRequest.check(gateways, gateway, word);
        return groups.extent(gateway, word);
    }

    @POST
    @RolesAllowed("admin")
    @Operation(
            summary = "Tell all channels of a gateway what a word means, and read again what is in quarantine for it,"
                    + " in the background")
    public Uni<Response> teach(@NotNull @Valid MeaningRequest body) {
        Status meaning = body.check(gateways);
        return work.start(body.gateway(), body.word(), meaning).map(RunView::accepted);
    }
}
