package dev.dlrbridge.admin;

import dev.dlrbridge.tenant.secret.Reencryption;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether all secrets are under the keyset's primary key, so that an old key can be retired. */
@Path("/api/v1/encryption")
class EncryptionResource {
    private final Reencryption reencryption;

    EncryptionResource(Reencryption reencryption) {
        this.reencryption = reencryption;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "Counts the secrets that are still under another key than the primary one")
    public Uni<EncryptionView> show() {
        return reencryption.stale().map(EncryptionView::of);
    }

    @POST
    @Path("reencrypt")
    @RolesAllowed("admin")
    @Operation(summary = "Encrypts them anew at once; by itself this happens each hour")
    public Uni<EncryptionView> reencrypt() {
        return reencryption.run().chain(this::show);
    }

    /** @param stale by column; an old key may go when {@code complete} */
    record EncryptionView(boolean complete, Map<String, Long> stale) {
        static EncryptionView of(Map<String, Long> stale) {
            return new EncryptionView(stale.values().stream().allMatch(count -> count == 0), stale);
        }
    }
}
