package dev.dlrbridge.quarantine;

import dev.dlrbridge.tenant.secret.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What of it is encrypted. */
class QuarantineSealing {

    @Produces
    @Singleton
    SealedColumn request() {
        return new SealedColumn("quarantine", "request", "id::text");
    }
}
