package dev.dlrbridge.admin.audit;

import dev.dlrbridge.tenant.secret.SystemChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Notes in the audit what changes by itself, or at a portal's word; the change is made by then, whatever becomes of the row. */
@ApplicationScoped
class SystemAudit {
    private static final Logger LOG = Logger.getLogger(SystemAudit.class);

    private final AuditLog log;
    private final dev.dlrbridge.trace.Failures.Place failures;

    SystemAudit(AuditLog log, dev.dlrbridge.trace.Failures failures) {
        this.log = log;
        this.failures = failures.at("system-audit", SystemAudit.class);
    }

    void note(@Observes SystemChange change) {
        log.note(change.actor(), change.action(), change.target()).subscribe().with(noted -> {}, failure -> {
            LOG.warnf("The audit has no row for %s", change.action());
            failures.note("The audit lacks a row", failure);
        });
    }
}
