package dev.dlrbridge.webhook;

import dev.dlrbridge.job.Duties;
import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.sql.Statements;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what waits for each endpoint, on one replica: notes where it is too much, and shows it all to operators. */
@ApplicationScoped
class OutboxCensus {
    private static final String DUTY = "webhook-census";
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final String CROWDED = """
            UPDATE webhook_endpoint e
               SET crowded = c.crowded
              FROM (SELECT e.client_id, e.name,
                           coalesce(sum(l.events), 0) >= $1 OR coalesce(sum(l.bytes), 0) >= $2 AS crowded
                      FROM webhook_endpoint e
                      LEFT JOIN webhook_line l
                        ON l.client_id = e.client_id AND l.endpoint = e.name AND l.due_at IS NOT NULL
                     GROUP BY e.client_id, e.name) c
             WHERE e.client_id = c.client_id AND e.name = c.name AND e.crowded <> c.crowded
            """;

    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE state = 'active' AND failing_since IS NULL),
                   count(*) FILTER (WHERE state = 'active' AND failing_since IS NOT NULL),
                   count(*) FILTER (WHERE state = 'off'),
                   count(*) FILTER (WHERE state = 'gone'),
                   count(*) FILTER (WHERE crowded),
                   (SELECT coalesce(sum(events), 0)::bigint FROM webhook_line WHERE due_at IS NOT NULL)
              FROM webhook_endpoint
            """;

    private final Statements statements;
    private final Duties duties;
    private final WebhookConfig config;
    private final WebhookMetrics metrics;
    private final Job job;

    OutboxCensus(Statements statements, Duties duties, WebhookConfig config, WebhookMetrics metrics, Jobs jobs) {
        this.statements = statements;
        this.duties = duties;
        this.config = config;
        this.metrics = metrics;
        this.job = jobs.job(
                "webhook-census", OutboxCensus.class, "Whether too much waits for an endpoint is looked at again soon");
    }

    @Scheduled(every = "5s", identity = "webhook-census", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return job.run(() -> duties.take(DUTY, LEASE)
                .chain(ours -> ours ? look() : Uni.createFrom().voidItem().invoke(metrics::hide)));
    }

    private Uni<Void> look() {
        Tuple limits = Tuple.of(config.waitingEvents(), config.waitingBytes().asLongValue());
        return statements
                .count(CROWDED, limits)
                .chain(() -> statements.one(COUNT, Tuple.tuple(), row -> row))
                .invoke(row -> metrics.show(byState(row), row.getLong(5)))
                .replaceWithVoid();
    }

    private static Map<String, Long> byState(Row row) {
        Map<String, Long> states = new LinkedHashMap<>();
        for (String state : new String[] {"well", "failing", "off", "gone", "crowded"}) {
            states.put(state, row.getLong(states.size()));
        }
        return states;
    }
}
