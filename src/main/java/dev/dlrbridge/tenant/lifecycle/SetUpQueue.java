package dev.dlrbridge.tenant.lifecycle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which portals are still to be set up: on whichever replica, again and again with longer pauses, up to six hours. */
@ApplicationScoped
class SetUpQueue {
    private static final String TAKE_DUE = """
            UPDATE portal
               SET set_up_due_at = now() + least(interval '6 hours', interval '1 minute' * power(2, set_up_attempts)),
                   set_up_attempts = least(set_up_attempts + 1, 10)
             WHERE id IN (SELECT id
                            FROM portal
                           WHERE set_up_due_at <= now()
                             AND state = 'active'
                           ORDER BY set_up_due_at
                           LIMIT $1
                             FOR UPDATE SKIP LOCKED)
            RETURNING id
            """;

    private static final String DONE = """
            UPDATE portal
               SET set_up_due_at = NULL,
                   set_up_attempts = 0
             WHERE id = $1
            """;

    private final Pool pool;

    SetUpQueue(Pool pool) {
        this.pool = pool;
    }

    Uni<List<UUID>> takeDue(int most) {
        return pool.preparedQuery(TAKE_DUE)
                .execute(Tuple.of(most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .toList());
    }

    Uni<Void> done(UUID portalId) {
        return pool.preparedQuery(DONE).execute(Tuple.of(portalId)).replaceWithVoid();
    }
}
