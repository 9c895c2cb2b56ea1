package dev.dlrbridge.database;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * What the database itself says of its schema, asked by the pool that is there anyway: Flyway and its driver take a good
 * part of a start to find that nothing is to be done.
 */
@ApplicationScoped
public class SchemaVersion {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String NO_SUCH_TABLE = "42P01";

    /** Flyway writes down each step, and whether it was cut short. */
    private static final String CURRENT = """
            SELECT coalesce(bool_and(success) AND max(version::integer) >= $1, false)
              FROM flyway_schema_history
             WHERE version IS NOT NULL
            """;

    private final Pool pool;

    SchemaVersion(Pool pool) {
        this.pool = pool;
    }

    /** Whether every step of this version was applied, those of later ones perhaps too; blocks. */
    public boolean isCurrent() {
        return pool.preparedQuery(CURRENT)
                .execute(Tuple.of(MigrationFiles.LATEST))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .onFailure(SchemaVersion::isNoSchema)
                .recoverWithItem(false)
                .await()
                .atMost(PATIENCE);
    }

    private static boolean isNoSchema(Throwable failure) {
        return failure instanceof PgException refused && NO_SUCH_TABLE.equals(refused.getSqlState());
    }
}
