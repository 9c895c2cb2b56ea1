package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.GatewayNames;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.TimeCursor;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.job.run.Runs;
import dev.dlrbridge.quarantine.KeptRequests;
import dev.dlrbridge.quarantine.KeptRequests.Revealed;
import dev.dlrbridge.quarantine.QuarantineEntries;
import dev.dlrbridge.quarantine.QuarantineEntry;
import dev.dlrbridge.quarantine.QuarantineFilter;
import dev.dlrbridge.quarantine.QuarantineGroups;
import dev.dlrbridge.quarantine.Replay;
import dev.dlrbridge.quarantine.ReplayWork;
import dev.dlrbridge.quarantine.SealedRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Requests that could not be understood, or not be proved genuine. */
@Path(AdminPath.CONSOLE + "/quarantine")
@Guarded
class QuarantineResource {
    static final String ADDRESS = AdminPath.CONSOLE + "/quarantine";

    private final QuarantineEntries entries;
    private final KeptRequests requests;
    private final Replay replay;
    private final Runs runs;
    private final QuarantineGroups groups;
    private final Gateways gateways;
    private final Lookup lookup;
    private final Pages pages;

    QuarantineResource(
            QuarantineEntries entries,
            KeptRequests requests,
            Replay replay,
            Runs runs,
            QuarantineGroups groups,
            Gateways gateways,
            Lookup lookup,
            Pages pages) {
        this.entries = entries;
        this.requests = requests;
        this.replay = replay;
        this.runs = runs;
        this.groups = groups;
        this.gateways = gateways;
        this.lookup = lookup;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> list(
            @Context ContainerRequestContext request,
            @RestQuery @DefaultValue("") String gateway,
            @Valid @BeanParam PageRequest page) {
        Set<String> applications = Caller.of(request).applications();
        TimeCursor last = page.key(TimeCursor::of, TimeCursor.NONE);
        QuarantineFilter filter = new QuarantineFilter(
                applications, gateway.isEmpty() ? null : gateway, null, null, last.time(), last.id());
        return Uni.combine()
                .all()
                .unis(groups.list(applications), entries.list(filter, page.items()))
                .asTuple()
                .chain(found -> {
                    Page<QuarantineEntry> listed =
                            page.of(found.getItem2(), entry -> TimeCursor.key(entry.receivedAt(), entry.id()));
                    return pages.show(
                            request,
                            frame -> Templates.quarantine(
                                    frame, gateway, found.getItem1(), listed.items(), listed.after()));
                });
    }

    @GET
    @Path("{id}")
    @RolesAllowed("viewer")
    public Uni<Response> get(@Context ContainerRequestContext request, @RestPath UUID id) {
        return entries.find(id).map(Lookup::present).chain(kept -> show(request, kept, null, ""));
    }

    @POST
    @Path("{id}/reveal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    public Uni<Response> reveal(@Context ContainerRequestContext request, @RestPath UUID id) {
        return entries.find(id)
                .map(Lookup::present)
                .chain(kept -> requests.reveal(kept).chain(revealed -> show(request, kept, revealed, "")));
    }

    /** What was understood now is no longer there. */
    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("operator")
    public Uni<Response> replay(@Context ContainerRequestContext request, @RestPath UUID id) {
        return entries.find(id)
                .map(Lookup::present)
                .chain(kept ->
                        replay.byId(id).map(Lookup::present).chain(result -> show(request, kept, null, result.word())));
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("operator")
    public Uni<Response> replayAll(@RestQuery String gateway) {
        GatewayNames.require(gateways, gateway);
        return runs.start(UUID.randomUUID(), ReplayWork.KIND, null, gateway, null)
                .map(run -> Pages.goTo(RunResource.address(run.id())));
    }

    private Uni<Response> show(ContainerRequestContext request, SealedRequest kept, Revealed content, String result) {
        return lookup.channel(kept.entry().channelId())
                .chain(stored -> pages.show(
                        request,
                        frame -> Templates.kept(
                                frame, kept.entry(), ChannelRow.of(stored), requests.outline(kept), content, result)));
    }
}
