package dev.dlrbridge.tenant.event;

/** Fired when events were written, before their commit: soon there is something to deliver. */
public record EventsWritten() {}
