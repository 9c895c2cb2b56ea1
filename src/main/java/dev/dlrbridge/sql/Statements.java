package dev.dlrbridge.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs single statements, each a transaction of its own, and reads their rows. */
@ApplicationScoped
public class Statements {
    private final Pool pool;

    public Statements(Pool pool) {
        this.pool = pool;
    }

    /** All rows, in the statement's order. */
    public <T> Uni<List<T>> list(String sql, Tuple values, Function<Row, T> reader) {
        return run(sql, values).map(rows -> {
            List<T> read = new ArrayList<>(rows.size());
            rows.forEach(row -> read.add(reader.apply(row)));
            return read;
        });
    }

    /** The first row, if there is one. */
    public <T> Uni<Optional<T>> first(String sql, Tuple values, Function<Row, T> reader) {
        return run(sql, values).map(rows -> {
            var iterator = rows.iterator();
            return iterator.hasNext() ? Optional.of(reader.apply(iterator.next())) : Optional.empty();
        });
    }

    /** How many rows the statement has written or deleted. */
    public Uni<Integer> count(String sql, Tuple values) {
        return run(sql, values).map(RowSet::rowCount);
    }

    private Uni<RowSet<Row>> run(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values);
    }
}
