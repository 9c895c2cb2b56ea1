package dev.dlrbridge.operations;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether the database's connections are enough: one is asked for now and then, as all who need one do. */
@ApplicationScoped
class PoolMetrics {
    private static final Metric CONNECTIONS =
            Metric.gauge("database.connections", null, "Open connections of the pool, which has 16 at most");
    private static final Metric WAIT = Metric.timer(
            "database.wait",
            "How long a connection of the pool is waited for, tried every five seconds",
            List.of(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0));

    private final Pool pool;
    private final Timer wait;
    private final Job job;

    PoolMetrics(Pool pool, MeterRegistry registry, Jobs jobs) {
        this.pool = pool;
        this.wait = WAIT.timerIn(registry);
        this.job = jobs.job("database-pool", PoolMetrics.class, "How long connections are waited for is not seen now");
        CONNECTIONS.gaugeIn(registry, pool::size);
    }

    @Scheduled(every = "5s", delayed = "5s", identity = "database-pool", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return job.run(this::ask);
    }

    private Uni<Void> ask() {
        long begun = System.nanoTime();
        return pool.getConnection()
                .invoke(() -> wait.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS))
                .chain(SqlConnection::close);
    }
}
