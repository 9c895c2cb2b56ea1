package dev.dlrbridge.journal;

/**
 * A report whose message is not known, by its number within the bridge.
 *
 * @param orphaned whether it has waited so long that no correlation is expected any more
 */
public record UnmatchedReport(long id, ReportView report, boolean orphaned) {}
