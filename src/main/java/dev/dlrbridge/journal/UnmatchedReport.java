package dev.dlrbridge.journal;

/** A report whose message is not known, by its number within the bridge. */
public record UnmatchedReport(long id, ReportView report) {}
