package dev.dlrbridge.admin;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.Versions;
import dev.dlrbridge.tenant.Application;
import dev.dlrbridge.tenant.Applications;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** The Bitrix24 applications whose portals are served. */
@Path("/api/v1/applications")
class ApplicationResource {
    static final String CLIENT_ID = "[A-Za-z0-9._-]{1,128}";

    private final Applications applications;

    ApplicationResource(Applications applications) {
        this.applications = applications;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "List applications")
    public Uni<Page<Application>> list(@Context ContainerRequestContext request, @Valid @BeanParam PageRequest page) {
        Set<String> permitted = Caller.of(request).applications();
        return applications
                .list(permitted, page.key(), page.items())
                .map(found -> page.of(found, Application::clientId));
    }

    @GET
    @Path("{clientId}")
    @RolesAllowed("viewer")
    @Operation(summary = "Show an application, without its secret")
    public Uni<Response> get(@RestPath String clientId) {
        return applications
                .find(clientId)
                .map(found -> PortalLookup.present(found, "application"))
                .map(ApplicationResource::answer);
    }

    @PUT
    @Path("{clientId}")
    @RolesAllowed("admin")
    @Operation(summary = "Add an application, or change its secret and title")
    public Uni<Response> put(
            @RestPath @Pattern(regexp = CLIENT_ID) String clientId,
            @RestHeader("If-Match") String ifMatch,
            @NotNull @Valid ApplicationRequest body) {
        return applications
                .put(clientId, body.clientSecret(), body.title(), Versions.seen(ifMatch))
                .map(ApplicationResource::answer);
    }

    private static Response answer(Application application) {
        return Versions.ok(application, application.version());
    }

    /** @param clientSecret as Bitrix24 gave it; never shown again */
    @Schema(examples = """
            {"clientSecret":"…","title":"My SMS"}""")
    record ApplicationRequest(
            @NotBlank @Size(max = 512) String clientSecret,

            @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*")
            String title) {
        @Override
        public String toString() {
            return "ApplicationRequest[title=" + title + "]";
        }
    }
}
