package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.run.MeaningRequest;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.quarantine.MeaningWork;
import dev.dlrbridge.quarantine.QuarantineGroups;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestQuery;

/** What a gateway's word means: shown first with what it would change, then told to all channels of the gateway. */
@Path(AdminPath.CONSOLE + "/meanings")
@Guarded
class MeaningResource {
    private final QuarantineGroups groups;
    private final MeaningWork work;
    private final Gateways gateways;
    private final Pages pages;

    MeaningResource(QuarantineGroups groups, MeaningWork work, Gateways gateways, Pages pages) {
        this.groups = groups;
        this.work = work;
        this.gateways = gateways;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("admin")
    public Uni<Response> preview(
            @Context ContainerRequestContext request,
            @RestQuery @DefaultValue("") String gateway,
            @RestQuery @DefaultValue("") String word,
            @RestQuery @DefaultValue("") String status) {
        Status meaning = new MeaningRequest(gateway, word, status).check(gateways);
        return groups.extent(gateway, word)
                .chain(extent ->
                        pages.show(request, frame -> Templates.meaning(frame, gateway, word, meaning.word(), extent)));
    }

    /** All in the address, so that the audit has it. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    public Uni<Response> teach(
            @RestQuery @DefaultValue("") String gateway,
            @RestQuery @DefaultValue("") String word,
            @RestQuery @DefaultValue("") String status) {
        Status meaning = new MeaningRequest(gateway, word, status).check(gateways);
        return work.start(gateway, word, meaning).map(run -> Pages.goTo(RunResource.address(run.id())));
    }
}
