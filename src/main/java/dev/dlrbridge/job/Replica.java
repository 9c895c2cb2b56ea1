package dev.dlrbridge.job;

import jakarta.inject.Singleton;
import java.util.UUID;

/** This process, among those that share the database. */
@Singleton
public final class Replica {
    /** Random for each start, by which leases are owned. */
    private final UUID id = UUID.randomUUID();

    public UUID id() {
        return id;
    }
}
