package dev.dlrbridge.admin;

import dev.dlrbridge.admin.run.RunView;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.job.run.Runs;
import dev.dlrbridge.net.OutsideConfig;
import dev.dlrbridge.tenant.template.Template;
import dev.dlrbridge.tenant.template.Templates;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** What each install of an application makes: a channel, and its sender on the portal. */
@Path("/api/v1/applications/{clientId}/template")
class TemplateResource {
    private final Templates templates;
    private final Runs runs;
    private final PortalLookup lookup;
    private final Gateways gateways;
    private final OutsideConfig outside;

    TemplateResource(Templates templates, Runs runs, PortalLookup lookup, Gateways gateways, OutsideConfig outside) {
        this.templates = templates;
        this.runs = runs;
        this.lookup = lookup;
        this.gateways = gateways;
        this.outside = outside;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "Show the application's template, without its secrets")
    public Uni<TemplateView> get(@RestPath String clientId) {
        return present(clientId).map(TemplateView::of);
    }

    @PUT
    @RolesAllowed("admin")
    @Operation(
            summary = "Say what each install makes from now on; changed secrets are those of all its channels at once")
    public Uni<TemplateView> put(@RestPath String clientId, @NotNull @Valid TemplateRequest body) {
        return lookup.requireApplication(clientId)
                .chain(application -> templates.find(clientId, body.gateway()))
                .map(former -> body.values(former, gateways, outside))
                .chain(values -> templates.put(
                        clientId, body.gateway(), values, body.customerGateways(gateways), body.wantsNotifications()))
                .map(TemplateView::of);
    }

    @DELETE
    @RolesAllowed("admin")
    @Operation(summary = "Have installs make nothing; the channels there are stay as they are")
    public Uni<Void> delete(@RestPath String clientId) {
        return present(clientId).chain(template -> templates.end(clientId)).replaceWithVoid();
    }

    @POST
    @Path("apply")
    @RolesAllowed("admin")
    @Operation(
            summary = "Bring all portals' channels to the template, in the background; what is a channel's own stays")
    public Uni<Response> apply(@RestPath String clientId) {
        return present(clientId)
                .chain(template -> runs.start(UUID.randomUUID(), TemplateWork.KIND, clientId, template.gateway(), null))
                .map(RunView::accepted);
    }

    private Uni<Template> present(String clientId) {
        return lookup.requireApplication(clientId)
                .chain(application -> templates.find(clientId))
                .map(found -> PortalLookup.present(found, "template"));
    }
}
