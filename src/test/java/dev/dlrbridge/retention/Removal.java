package dev.dlrbridge.retention;

import jakarta.inject.Singleton;
import java.time.Duration;

/** What is removed by its age, for tests of other rooms. */
@Singleton
public class Removal {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Retention retention;

    Removal(Retention retention) {
        this.retention = retention;
    }

    /** The statement that removes messages. */
    public static String ofMessages() {
        return AgedRows.sql(AgedTable.MESSAGE);
    }

    public void run() {
        retention.run().await().atMost(PATIENCE);
    }
}
