package dev.dlrbridge.tenant.install;

import java.util.UUID;

/** A claim that is not judged yet, as it is stored. */
record PendingEvent(UUID id, InstallClaim claim) {
    PendingEvent with(InstallClaim renewed) {
        return new PendingEvent(id, renewed);
    }
}
