package dev.dlrbridge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A statement is parsed and planned once for each connection, the long ones too. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class PreparedStatementsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;

    PreparedStatementsTest(Pool pool) {
        this.pool = pool;
    }

    @Test
    void shouldPrepareTheLongStatementOfTheForwarderOnce() {
        // given
        Tuple nothing = Tuple.tuple()
                .addArrayOfUUID(new UUID[0])
                .addArrayOfInteger(new Integer[0])
                .addArrayOfInteger(new Integer[0])
                .addArrayOfInteger(new Integer[0])
                .addArrayOfInteger(new Integer[0])
                .addArrayOfString(new String[0])
                .addArrayOfLong(new Long[0])
                .addUUID(new UUID(0, 0))
                .addValue(io.vertx.pgclient.data.Interval.of());

        // when
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        try {
            connection.preparedQuery(TakeSql.TAKE).execute(nothing).await().atMost(PATIENCE);
            connection.preparedQuery(TakeSql.TAKE).execute(nothing).await().atMost(PATIENCE);

            // then
            List<Long> executions = new ArrayList<>();
            for (Row row : connection
                    .preparedQuery("SELECT generic_plans FROM pg_prepared_statements WHERE statement = $1")
                    .execute(Tuple.of(TakeSql.TAKE))
                    .await()
                    .atMost(PATIENCE)) {
                executions.add(row.getLong(0));
            }
            assertThat(executions).singleElement(LONG).isGreaterThanOrEqualTo(2);
        } finally {
            connection.close().await().atMost(PATIENCE);
        }
    }
}
