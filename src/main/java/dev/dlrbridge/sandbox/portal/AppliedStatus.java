package dev.dlrbridge.sandbox.portal;

import java.time.Instant;

/** One change of a message's status: when, to what, and by which request of the portal (0: by the portal itself). */
public record AppliedStatus(Instant at, MessageStatus status, long call) {}
