package dev.dlrbridge.admin.audit;

import dev.dlrbridge.admin.http.Export;
import dev.dlrbridge.admin.http.Export.Step;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.QueryValues;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Who changed what and when, by this API. */
@Path("/api/v1/audit")
class AuditResource {
    private static final List<String> COLUMNS = List.of(
            "id",
            "at",
            "actor",
            "role",
            "address",
            "action",
            "target",
            "application",
            "memberId",
            "domain",
            "changed",
            "status");

    private final AuditLog log;
    private final Export export;

    AuditResource(AuditLog log, Export export) {
        this.log = log;
        this.export = export;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("admin")
    @Operation(
            summary = "List changes, the newest first",
            description = "Also as text/csv and application/x-ndjson, then without pages.")
    public Uni<Page<AuditEntry>> list(
            @RestQuery String actor,
            @RestQuery String action,
            @RestQuery String target,
            @RestQuery String since,
            @RestQuery String until,
            @RestQuery String application,
            @RestQuery String memberId,
            @Valid @BeanParam PageRequest page) {
        AuditFilter filter = filter(actor, action, target, since, until, application, memberId);
        return log.list(filter, page.key(Long::valueOf, Long.MAX_VALUE), page.items())
                .map(found -> page.of(found, entry -> Long.toString(entry.id())));
    }

    @GET
    @Produces(Export.CSV)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Multi<String> csv(
            @RestQuery String actor,
            @RestQuery String action,
            @RestQuery String target,
            @RestQuery String since,
            @RestQuery String until,
            @RestQuery String application,
            @RestQuery String memberId) {
        AuditFilter filter = filter(actor, action, target, since, until, application, memberId);
        return export.csv(COLUMNS, after -> step(filter, after));
    }

    @GET
    @Produces(Export.NDJSON)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Multi<AuditEntry> lines(
            @RestQuery String actor,
            @RestQuery String action,
            @RestQuery String target,
            @RestQuery String since,
            @RestQuery String until,
            @RestQuery String application,
            @RestQuery String memberId) {
        AuditFilter filter = filter(actor, action, target, since, until, application, memberId);
        return export.items(after -> step(filter, after));
    }

    private Uni<Step<AuditEntry>> step(AuditFilter filter, String after) {
        return log.list(filter, after == null ? Long.MAX_VALUE : Long.parseLong(after), Export.PAGE)
                .map(found -> Step.of(found, entry -> Long.toString(entry.id())));
    }

    private static AuditFilter filter(
            String actor,
            String action,
            String target,
            String since,
            String until,
            String application,
            String memberId) {
        return new AuditFilter(
                actor,
                action,
                target,
                QueryValues.time("since", since),
                QueryValues.time("until", until),
                application,
                memberId);
    }
}
