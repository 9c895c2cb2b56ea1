package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.Keysets;
import dev.dlrbridge.tenant.secret.RecipientHashes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** PostgreSQL's own rate for the rows of intake: the journal's statement, from as many clients and in as large batches as told. */
public final class PostgresRate implements AutoCloseable {
    private static final Destination DESTINATION =
            new Destination(UUID.randomUUID(), "0123456789abcdef0123456789abcdef", UUID.randomUUID(), "bench");

    private final RecipientHashes recipients = RecipientHashes.of(Keysets.parse(Keysets.generate()));
    private final Vertx vertx = Vertx.vertx();
    private final PgConnectOptions server;
    private final AtomicLong messages = new AtomicLong(System.nanoTime());

    /** @param server a database that has the bridge's schema, and a partition for today */
    public PostgresRate(PgConnectOptions server) {
        this.server = server.setCachePreparedStatements(true).addProperty("plan_cache_mode", "force_generic_plan");
    }

    /** @return reports committed per second */
    public double run(int clients, int batch, Duration time) {
        Pool pool = PgBuilder.pool()
                .connectingTo(server)
                .with(new PoolOptions().setMaxSize(clients))
                .using(vertx)
                .build();
        ReportWriter writer = new ReportWriter(new Statements(pool), new OpenLanes(null));
        AtomicLong reports = new AtomicLong();
        long begun = System.nanoTime();
        long until = begun + time.toNanos();
        Multi.createBy()
                .merging()
                .streams(IntStream.range(0, clients)
                        .mapToObj(client -> Multi.createBy()
                                .repeating()
                                .uni(() -> write(writer, batch, reports))
                                .whilst(ignored -> System.nanoTime() < until))
                        .toList())
                .onItem()
                .ignoreAsUni()
                .await()
                .atMost(time.plusSeconds(30));
        double seconds = (System.nanoTime() - begun) / 1e9;
        pool.closeAndAwait();
        return reports.get() / seconds;
    }

    private Uni<Boolean> write(ReportWriter writer, int batch, AtomicLong reports) {
        List<StoredReport> rows =
                IntStream.range(0, batch).mapToObj(i -> report()).toList();
        return writer.write(rows).invoke(() -> reports.addAndGet(batch)).replaceWith(true);
    }

    private StoredReport report() {
        String id = "00000001" + HexFormat.of().toHexDigits(Long.reverse(messages.incrementAndGet())) + "00000000";
        String recipient = "49170" + (Long.reverse(messages.get()) >>> 40);
        Report report = new Report(id, recipient, null, null, "1", Status.DELIVERED, null, null, null, id);
        return StoredReport.of(new Entry(DESTINATION, id, report), recipients);
    }

    @Override
    public void close() {
        vertx.closeAndAwait();
    }
}
