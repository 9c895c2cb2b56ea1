package dev.dlrbridge.tenant.event;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.sql.Statements;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which kinds of events anybody wants, kept in memory: what nobody wants costs no statement. */
@ApplicationScoped
public class Subscriptions {
    private static final String WANTED = """
            SELECT DISTINCT unnest(kinds)
              FROM webhook_endpoint
             WHERE state = 'active'
            """;

    private final Statements statements;
    private final Job job;
    private volatile Set<EventKind> wanted = EnumSet.allOf(EventKind.class);

    Subscriptions(Statements statements, Jobs jobs) {
        this.statements = statements;
        this.job = jobs.job(
                "webhook-subscriptions",
                Subscriptions.class,
                "Changes of webhook endpoints are seen when the database can be asked again");
    }

    /** Whether any endpoint of any application wants this; until that was read, any may. */
    public boolean want(EventKind kind) {
        return wanted.contains(kind);
    }

    /** Sees a change of endpoints at once, that this replica has made; others see it within two seconds. */
    public Uni<Void> read() {
        return statements
                .list(WANTED, Tuple.tuple(), row -> EventKind.of(row.getString(0)))
                .invoke(this::remember)
                .replaceWithVoid();
    }

    @Scheduled(every = "2s", identity = "webhook-subscriptions", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> readAgain() {
        return job.run(this::read);
    }

    private void remember(List<EventKind> kinds) {
        Set<EventKind> known = EnumSet.noneOf(EventKind.class);
        known.addAll(kinds);
        wanted = known;
    }
}
