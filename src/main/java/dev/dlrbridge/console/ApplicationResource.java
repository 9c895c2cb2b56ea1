package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.Caller;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.container.ContainerRequestContext;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.tenant.Application;
import dev.dlrbridge.tenant.Applications;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The applications, of which each has its portals. */
@Path(AdminPath.CONSOLE + "/applications")
class ApplicationResource {
    private final Applications applications;
    private final Pages pages;

    ApplicationResource(Applications applications, Pages pages) {
        this.applications = applications;
        this.pages = pages;
    }

    /** Where there is but one application, its portals are meant. */
    @GET
    @RolesAllowed("viewer")
    public Uni<Response> list(@Context ContainerRequestContext request, @Valid @BeanParam PageRequest page) {
        return applications
                .list(Caller.of(request).applications(), page.key(), page.items())
                .chain(found -> page.key().isEmpty() && found.size() == 1
                        ? Uni.createFrom()
                                .item(Pages.goTo(Addresses.portals(found.get(0).clientId())))
                        : pages.show(
                                request, frame -> Templates.applications(frame, rows(found, page), next(found, page))));
    }

    private static List<ApplicationRow> rows(List<Application> found, PageRequest page) {
        return page.of(found, Application::clientId).items().stream()
                .map(application -> new ApplicationRow(
                        Addresses.portals(application.clientId()), application.clientId(), application.title()))
                .toList();
    }

    private static String next(List<Application> found, PageRequest page) {
        return page.of(found, Application::clientId).after();
    }

    /** @param address of the page of its portals */
    public record ApplicationRow(String address, String clientId, String title) {}
}
