package dev.dlrbridge.trace;

/** Marks an exception of ours that tells of the world and not of a bug: whoever meets it knows what follows. */
public interface ExpectedFailure {}
