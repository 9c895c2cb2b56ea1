package dev.dlrbridge.forwarding;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes the lanes of accounts that have no portal any more. */
@ApplicationScoped
public class LaneRetention {
    /** An account that comes back meets an empty bucket by then, and no replica that still believes to hold the lane. */
    private static final String REMOVE = """
            DELETE FROM lane
             WHERE account = ANY (ARRAY (
                   SELECT account
                     FROM lane l
                    WHERE NOT EXISTS (SELECT FROM portal p WHERE p.member_id = l.account)
                      AND budget_at < now() - interval '1 day'
                      AND (lease_until IS NULL OR lease_until < now() - interval '1 day')
                      AND (admin_claimed_until IS NULL OR admin_claimed_until < now())
                    ORDER BY account
                    LIMIT $1
                      FOR UPDATE SKIP LOCKED))
            """;

    private final Statements statements;

    LaneRetention(Statements statements) {
        this.statements = statements;
    }

    /** Removes some; how many, {@code most} when there may be more. */
    public Uni<Integer> remove(int most) {
        return statements.count(REMOVE, Tuple.of(most));
    }
}
