package dev.dlrbridge.retention;

import dev.dlrbridge.sql.Statements;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;

/** The service's removal of old rows, with its rests, as the only thing that this process does. */
public final class RemovalRate implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Vertx vertx = Vertx.vertx();
    private final RetentionMetrics metrics = new RetentionMetrics(new SimpleMeterRegistry());
    private final Pool pool;

    public RemovalRate(PgConnectOptions server) {
        this.pool = PgBuilder.pool()
                .connectingTo(
                        server.setCachePreparedStatements(true).addProperty("plan_cache_mode", "force_generic_plan"))
                .with(new PoolOptions().setMaxSize(2))
                .using(vertx)
                .build();
    }

    /** Makes room for the history of the days to come. */
    public void ensurePartitions() {
        new ReportPartitions(new Statements(pool)).ensure().await().atMost(PATIENCE);
    }

    /** @return seconds until the days of history that are older than this were gone; fails when a reader holds them up */
    public double dropPartitions(Duration age) {
        long begun = System.nanoTime();
        new ReportPartitions(new Statements(pool)).drop(age).await().atMost(PATIENCE);
        return (System.nanoTime() - begun) / 1e9;
    }

    /** @return rows removed per second until none was left that is older than this */
    public double remove(String table, Duration age, long rows) {
        AgedRows aged = new AgedRows(new Statements(pool));
        AgedRemoval removal = new AgedRemoval(AgedTable.valueOf(table), age, aged, metrics, System::nanoTime);
        long begun = System.nanoTime();
        removal.run(() -> false).await().atMost(PATIENCE);
        return rows / ((System.nanoTime() - begun) / 1e9);
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }
}
