package dev.dlrbridge.journal;

import io.vertx.mutiny.sqlclient.Pool;

/** The journal's own removals, for a database that no service is started for. */
public final class Removal {
    private Removal() {}

    public static AgedRows rows(Pool pool) {
        return new AgedRows(pool);
    }

    public static ReportPartitions partitions(Pool pool) {
        return new ReportPartitions(pool);
    }
}
