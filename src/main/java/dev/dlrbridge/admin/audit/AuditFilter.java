package dev.dlrbridge.admin.audit;

import java.time.Instant;

/** Which entries of the audit are wanted; null means any. */
public record AuditFilter(
        String actor,
        String action,
        String target,
        Instant since,
        Instant until,
        String application,
        String memberId) {}
