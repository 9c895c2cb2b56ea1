package dev.dlrbridge.admin.audit;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.QueryValues;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Who changed what and when, by this API. */
@Path("/api/v1/audit")
class AuditResource {
    private final AuditLog log;

    AuditResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @RolesAllowed("admin")
    @Operation(summary = "List changes, the newest first")
    public Uni<Page<AuditEntry>> list(
            @RestQuery String actor,
            @RestQuery String action,
            @RestQuery String target,
            @RestQuery String since,
            @RestQuery String until,
            @RestQuery String application,
            @RestQuery String memberId,
            @Valid @BeanParam PageRequest page) {
        AuditFilter filter = new AuditFilter(
                actor,
                action,
                target,
                QueryValues.time("since", since),
                QueryValues.time("until", until),
                application,
                memberId);
        return log.list(filter, page.key(Long::valueOf, Long.MAX_VALUE), page.items())
                .map(found -> page.of(found, entry -> Long.toString(entry.id())));
    }
}
