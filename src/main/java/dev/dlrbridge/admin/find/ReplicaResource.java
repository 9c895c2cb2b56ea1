package dev.dlrbridge.admin.find;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.job.Replicas;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The processes that are the bridge. */
@Path("/api/v1/replicas")
class ReplicaResource {
    private final Replicas replicas;

    ReplicaResource(Replicas replicas) {
        this.replicas = replicas;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "List the processes that share the database, with their last signs of life")
    public Uni<Page<Replicas.Seen>> list() {
        return replicas.list().map(Page::last);
    }
}
