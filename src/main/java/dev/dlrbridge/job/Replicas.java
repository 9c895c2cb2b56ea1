package dev.dlrbridge.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.dlrbridge.sql.Statements;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The processes that share the database: each gives a sign of life now and then, and takes its name away when it ends in order. */
@ApplicationScoped
public class Replicas {
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final String SIGN = """
            INSERT INTO replica (id, name, version) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET seen_at = now()
            """;

    /** Three signs may be missed. */
    private static final String LIST = """
            SELECT r.id, r.name, r.version, r.started_at, r.seen_at, r.seen_at > now() - interval '45 seconds',
                   (SELECT count(*) FROM lane l WHERE l.owner = r.id AND l.lease_until > now())
              FROM replica r
             ORDER BY r.name, r.started_at
             LIMIT 100
            """;

    private static final String LEAVE = "DELETE FROM replica WHERE id = $1";

    private final Statements statements;
    private final Job job;
    private final Tuple sign;
    private final UUID id;

    Replicas(
            Statements statements,
            Jobs jobs,
            Replica replica,
            @ConfigProperty(name = "HOSTNAME", defaultValue = "bridge") String host,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.statements = statements;
        this.id = replica.id();
        this.sign = Tuple.of(id, host, version);
        this.job = jobs.job("replica", Replicas.class, "This replica looks gone until its next sign of life");
    }

    @Scheduled(every = "15s", delayed = "1s", identity = "replica", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sign() {
        return job.run(() -> statements.count(SIGN, sign));
    }

    void leave(@Observes ShutdownEvent event) {
        job.run(() -> statements
                        .count(LEAVE, Tuple.of(id))
                        .ifNoItem()
                        .after(FAREWELL)
                        .recoverWithItem(0))
                .await()
                .indefinitely();
    }

    /** A hundred at most, by their names. */
    public Uni<List<Seen>> list() {
        return statements.list(LIST, Tuple.tuple(), Replicas::seen);
    }

    private static Seen seen(Row row) {
        return new Seen(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                row.getOffsetDateTime(3).toInstant(),
                row.getOffsetDateTime(4).toInstant(),
                row.getBoolean(5),
                row.getLong(6));
    }

    /**
     * A process, as far as the database knows.
     *
     * @param name of its host, in a cluster its pod
     * @param alive false when it has given no sign for 45 seconds: it was killed, or does not reach the database
     * @param lanes portals' accounts whose statuses it forwards
     */
    public record Seen(
            @JsonIgnore UUID id,
            String name,
            String version,
            Instant startedAt,
            Instant seenAt,
            boolean alive,
            long lanes) {}
}
