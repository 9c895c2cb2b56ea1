package dev.dlrbridge.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The role that the service logs in as changes rows, and nothing else. That it can do all of the service's work is shown
 * by every other test with this database, since each logs in as that role.
 */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ServiceRoleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NOT_PERMITTED = "42501";
    private static final String NOT_POSSIBLE = "22023";
    private static final String DONE = "00000";

    private final Pool pool;
    private final Rows rows;

    ServiceRoleTest(Pool pool, Rows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    @Test
    void shouldOwnNothing() {
        assertThat(names("""
                SELECT relname::text FROM pg_class WHERE relowner = current_user::regrole
                 UNION ALL SELECT proname FROM pg_proc WHERE proowner = current_user::regrole
                 UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = current_user::regrole
                 UNION ALL SELECT typname FROM pg_type WHERE typowner = current_user::regrole
                 UNION ALL SELECT rolname FROM pg_roles
                            WHERE pg_has_role(oid, 'MEMBER') AND rolname <> current_user
                """)).isEmpty();
    }

    @Test
    void shouldChangeNoTableNorFunctionOfTheSchema() {
        List<String> statements = new ArrayList<>();
        for (String table : names("SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p')"
                + " AND relnamespace = current_schema()::regnamespace")) {
            statements.add("ALTER TABLE " + table + " ADD COLUMN more text");
            statements.add("ALTER TABLE " + table + " RENAME TO other");
            statements.add("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
            statements.add("CREATE INDEX ON " + table + " ((1))");
            statements.add("CREATE TRIGGER t AFTER INSERT ON " + table + " EXECUTE FUNCTION tell_channel()");
            statements.add("TRUNCATE " + table + " CASCADE");
            statements.add("DROP TABLE " + table + " CASCADE");
        }
        for (String function : names("SELECT oid::regprocedure::text FROM pg_proc"
                + " WHERE pronamespace = current_schema()::regnamespace")) {
            statements.add("DROP FUNCTION " + function + " CASCADE");
            statements.add("ALTER FUNCTION " + function + " SET search_path = pg_temp");
        }

        assertThat(statements).hasSizeGreaterThan(150).allSatisfy(this::isNotPermitted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE more (id int)",
                "CREATE VIEW more AS SELECT 1",
                "CREATE SEQUENCE more",
                "CREATE TYPE more AS (id int)",
                "CREATE FUNCTION more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE SCHEMA more",
                "CREATE EXTENSION pgcrypto",
                "CREATE ROLE more",
                "CREATE DATABASE more",
                "ALTER SYSTEM SET fsync = off",
                "COPY message TO PROGRAM 'cat'",
                "DETACH",
                "UPDATE flyway_schema_history SET success = false",
                "DELETE FROM flyway_schema_history",
                "INSERT INTO flyway_schema_history SELECT * FROM flyway_schema_history"
            })
    void shouldMakeNothingNorRewriteWhatWasMigrated(String statement) {
        isNotPermitted(statement.equals("DETACH") ? "ALTER TABLE report DETACH PARTITION " + today() : statement);
    }

    @Test
    void shouldMakeAndDropDaysOfTheHistoryOnly() {
        assertThat(state("SELECT make_report_partition((now() AT TIME ZONE 'UTC')::date + 20)"))
                .isEqualTo(DONE);
        assertThat(state("SELECT drop_report_partition((now() AT TIME ZONE 'UTC')::date + 20)"))
                .isEqualTo(DONE);
        for (String day : List.of("'infinity'", "'-infinity'", "'2000-01-01'", "'9999-12-31'", "NULL")) {
            assertThat(state("SELECT make_report_partition(" + day + "::date)")).isEqualTo(NOT_POSSIBLE);
        }
    }

    /** Tables of the caller's own, which he may make for the time of his connection, are not taken for the schema's. */
    @Test
    void shouldNotLeadTheFunctionsElsewhere() {
        assertThat(state("CREATE TEMPORARY TABLE report_20000101 (id int);"
                        + " SET LOCAL search_path = pg_temp;"
                        + " SELECT public.drop_report_partition('2000-01-01');"
                        + " INSERT INTO report_20000101 VALUES (1); DROP TABLE pg_temp.report_20000101"))
                .isEqualTo(DONE);
    }

    private String today() {
        return names("SELECT 'report_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')")
                .get(0);
    }

    private void isNotPermitted(String statement) {
        assertThat(state(statement)).as(statement).isEqualTo(NOT_PERMITTED);
    }

    private String state(String statement) {
        return pool.query(statement)
                .execute()
                .replaceWith(DONE)
                .onFailure(PgException.class)
                .recoverWithItem(refused -> ((PgException) refused).getSqlState())
                .await()
                .atMost(PATIENCE);
    }

    private List<String> names(String sql) {
        return rows.select(sql, Tuple.tuple()).stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
