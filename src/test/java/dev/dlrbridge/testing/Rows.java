package dev.dlrbridge.testing;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What lies in the tables at this moment. */
@ApplicationScoped
public class Rows {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> VOLUME = List.of("report", "message", "correlation", "unmatched", "quarantine");

    private final Pool pool;
    private final Owner owner;

    Rows(Pool pool, Owner owner) {
        this.pool = pool;
        this.owner = owner;
    }

    /** Rows of one table about the channel. */
    public long count(String table, UUID channelId) {
        return select("SELECT count(*) FROM " + table + " WHERE channel_id = $1", Tuple.of(channelId))
                .get(0)
                .getLong(0);
    }

    /** Rows about the channel in all tables that reports can fill. */
    public long countAll(UUID channelId) {
        return VOLUME.stream().mapToLong(table -> count(table, channelId)).sum();
    }

    /** Every row of every table as text, binary columns as hexadecimal digits. */
    public List<String> everything() {
        List<String> rows = new ArrayList<>();
        owner.select("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
                .forEach(table -> owner.select("SELECT t::text FROM \"" + table + "\" t")
                        .forEach(row -> rows.add(table + ": " + row)));
        return rows;
    }

    public List<Row> select(String sql, Tuple values) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(sql).execute(values).await().atMost(PATIENCE).forEach(rows::add);
        return rows;
    }
}
