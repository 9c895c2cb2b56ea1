package dev.dlrbridge.console;

import dev.dlrbridge.admin.audit.AuditFilter;
import dev.dlrbridge.admin.audit.AuditLog;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.console.frame.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestQuery;

/** Who changed what and when. */
@Path(AdminPath.CONSOLE + "/audit")
class AuditResource {
    private final AuditLog log;
    private final Pages pages;

    AuditResource(AuditLog log, Pages pages) {
        this.log = log;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("admin")
    public Uni<Response> list(
            @Context ContainerRequestContext request,
            @RestQuery @DefaultValue("") String actor,
            @RestQuery @DefaultValue("") String action,
            @RestQuery @DefaultValue("") String target,
            @Valid @BeanParam PageRequest page) {
        AuditFilter filter = new AuditFilter(given(actor), given(action), given(target), null, null, null, null);
        return log.list(filter, page.key(Long::valueOf, Long.MAX_VALUE), page.items())
                .map(found -> page.of(found, entry -> Long.toString(entry.id())))
                .chain(found -> pages.show(
                        request, frame -> Templates.audit(frame, actor, action, target, found.items(), found.after())));
    }

    private static String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
