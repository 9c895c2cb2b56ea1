package dev.dlrbridge.tenant.install;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Which portals are still to be set up: on whichever replica, again and again with longer pauses, up to six hours. */
@ApplicationScoped
public class SetUpQueue {
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

    private static final String SOON = """
            UPDATE portal
               SET set_up_due_at = now(),
                   set_up_attempts = 0
             WHERE id = $1
            """;

    private final Statements statements;

    SetUpQueue(Statements statements) {
        this.statements = statements;
    }

    Uni<List<UUID>> takeDue(int most) {
        return statements.list(TAKE_DUE, Tuple.of(most), row -> row.getUUID("id"));
    }

    /** Its channels were changed: the portal is told of it soon. */
    public Uni<Void> soon(UUID portalId) {
        return statements.count(SOON, Tuple.of(portalId)).replaceWithVoid();
    }

    Uni<Void> done(UUID portalId) {
        return statements.count(DONE, Tuple.of(portalId)).replaceWithVoid();
    }
}
