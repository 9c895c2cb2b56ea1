package dev.dlrbridge.admin;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Removes what the audit need not know any longer. */
@ApplicationScoped
public class AuditRetention {
    private static final String ENTRIES = """
            DELETE FROM audit
             WHERE id = ANY (ARRAY (
                   SELECT id
                     FROM audit
                    WHERE at < now() - $1 * interval '1 second'
                    ORDER BY at
                    LIMIT $2))
            """;

    /** A name may be given anew once no entry of the audit can be of the token before. */
    private static final String TOKENS = """
            DELETE FROM admin_token
             WHERE name IN (SELECT name
                              FROM admin_token
                             WHERE least(revoked_at, expires_at) < now() - $1 * interval '1 second'
                             LIMIT $2)
            """;

    private final Statements statements;

    AuditRetention(Statements statements) {
        this.statements = statements;
    }

    /** Removes entries older than this; how many, {@code most} when there may be more. */
    public Uni<Integer> removeEntries(Duration age, int most) {
        return remove(ENTRIES, age, most);
    }

    /** Removes tokens that were revoked, or expired, longer ago than this; how many. */
    public Uni<Integer> removeTokens(Duration age, int most) {
        return remove(TOKENS, age, most);
    }

    private Uni<Integer> remove(String sql, Duration age, int most) {
        return statements.count(sql, Tuple.of((int) age.toSeconds(), most));
    }
}
