package dev.dlrbridge.journal;

import java.util.Locale;

/** A table whose rows are removed by their age. */
public enum AgedTable {
    /** What is still to be forwarded stays, until it is given up. */
    MESSAGE("first_seen_at", "due_at IS NULL AND ", 5_000),
    CORRELATION("created_at", "", 5_000),
    UNMATCHED("received_at", "", 5_000),
    /** Its rows are large. */
    QUARANTINE("received_at", "", 200);

    private final String time;
    private final String condition;
    private final int batch;

    AgedTable(String time, String condition, int batch) {
        this.time = time;
        this.condition = condition;
        this.batch = batch;
    }

    /** Its name in the database. */
    public String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    String time() {
        return time;
    }

    String condition() {
        return condition;
    }

    int batch() {
        return batch;
    }
}
