package dev.dlrbridge.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs statements and reads their rows. What lost against another transaction is run again, three times in all; what
 * fails in the end is a {@link StatementException}.
 */
@ApplicationScoped
public class Statements {
    private static final int TRIES = 3;

    private final Pool pool;

    /** Null outside of a transaction. */
    private final SqlClient transaction;

    @Inject
    public Statements(Pool pool) {
        this(pool, null);
    }

    private Statements(Pool pool, SqlClient transaction) {
        this.pool = pool;
        this.transaction = transaction;
    }

    /** All rows, in the statement's order. */
    public <T> Uni<List<T>> list(String sql, Tuple values, Function<Row, T> reader) {
        return rows(sql, values).map(rows -> read(rows, reader));
    }

    /** The first row, if there is one. */
    public <T> Uni<Optional<T>> first(String sql, Tuple values, Function<Row, T> reader) {
        return rows(sql, values).map(rows -> {
            var iterator = rows.iterator();
            return iterator.hasNext() ? Optional.of(reader.apply(iterator.next())) : Optional.empty();
        });
    }

    /** The row that there always is. */
    public <T> Uni<T> one(String sql, Tuple values, Function<Row, T> reader) {
        return first(sql, values, reader).map(Optional::orElseThrow);
    }

    /** How many rows the statement has written or deleted. */
    public Uni<Integer> count(String sql, Tuple values) {
        return rows(sql, values).map(RowSet::rowCount);
    }

    /** Runs work of several statements; as a whole again, if it lost against another transaction. */
    public <T> Uni<T> run(Function<Pool, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> work.apply(pool))
                .onFailure(SqlState::isLostRace)
                .retry()
                .atMost(TRIES - 1L)
                .onFailure()
                .transform(failure ->
                        failure instanceof Refusal refusal ? refusal.getCause() : StatementException.of(failure));
    }

    /**
     * Runs work of several statements in one transaction; as a whole again, if it lost against another. What else the work
     * fails with undoes it, and is passed on as it is.
     *
     * @param work is given the statements of the transaction
     */
    public <T> Uni<T> transaction(Function<Statements, Uni<T>> work) {
        return run(client -> client.withTransaction(connection -> Uni.createFrom()
                .deferred(() -> work.apply(new Statements(null, connection)))
                .onFailure(failure -> !(failure instanceof StatementException))
                .transform(Refusal::new)));
    }

    /** What such work has found. */
    public static <T> List<T> read(RowSet<Row> rows, Function<Row, T> reader) {
        List<T> read = new ArrayList<>(rows.size());
        rows.forEach(row -> read.add(reader.apply(row)));
        return read;
    }

    /** The time in a column; null for none. */
    public static Instant time(Row row, int at) {
        OffsetDateTime time = row.getOffsetDateTime(at);
        return time == null ? null : time.toInstant();
    }

    private Uni<RowSet<Row>> rows(String sql, Tuple values) {
        return transaction == null
                ? run(client -> client.preparedQuery(sql).execute(values))
                : transaction.preparedQuery(sql).execute(values).onFailure().transform(StatementException::of);
    }

    /** Carries what work has thrown past those who would take it for a failure of the database. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(Throwable cause) {
            super(null, cause, false, false);
        }
    }
}
