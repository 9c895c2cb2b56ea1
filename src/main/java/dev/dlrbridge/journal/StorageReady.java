package dev.dlrbridge.journal;

/** The database was found, has the schema, today's partitions and safe settings: work on it may begin. */
public record StorageReady() {}
