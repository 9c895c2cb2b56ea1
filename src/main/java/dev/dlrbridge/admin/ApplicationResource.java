package dev.dlrbridge.admin;

import dev.dlrbridge.tenant.Application;
import dev.dlrbridge.tenant.Applications;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** The Bitrix24 applications whose portals are served. */
@Path("/api/v1/applications")
class ApplicationResource {
    private final Applications applications;

    ApplicationResource(Applications applications) {
        this.applications = applications;
    }

    @GET
    public Uni<Page<Application>> list() {
        return applications.list().map(Page::last);
    }

    @PUT
    @Path("{clientId}")
    public Uni<Application> put(
            @RestPath @Pattern(regexp = "[A-Za-z0-9._-]{1,128}") String clientId,
            @NotNull @Valid ApplicationRequest body) {
        return applications.put(clientId, body.clientSecret(), body.title());
    }

    /** @param clientSecret as Bitrix24 gave it; never shown again */
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
