package dev.dlrbridge.job;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Divides work that is to be done once for all replicas: whoever holds a duty does it, until its lease ends. */
@ApplicationScoped
public class Duties {
    private static final String TAKE = """
            INSERT INTO duty AS d (name, owner, lease_until)
            VALUES ($1, $2, now() + $3)
            ON CONFLICT (name) DO UPDATE
               SET owner = EXCLUDED.owner,
                   lease_until = EXCLUDED.lease_until
             WHERE d.owner = EXCLUDED.owner OR d.lease_until < now()
            """;

    private final Statements statements;
    private final UUID owner;

    Duties(Statements statements, Replica replica) {
        this.statements = statements;
        this.owner = replica.id();
    }

    /** Takes a duty that is free, or goes on with one's own; false when another replica has it. */
    public Uni<Boolean> take(String name, Duration lease) {
        Interval interval = Interval.of(0, 0, 0, 0, 0, (int) lease.toSeconds());
        return statements.count(TAKE, Tuple.of(name, owner, interval)).map(taken -> taken == 1);
    }
}
