package dev.dlrbridge.tenant.secret;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.sql.Statements;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Brings all secrets under the keyset's primary key, some rows at a time. A row that changes meanwhile is left to the
 * next round: what changed it has used the primary key already.
 */
@ApplicationScoped
public class Reencryption {
    private static final Logger LOG = Logger.getLogger(Reencryption.class);
    private static final int BATCH = 100;

    private static final String CHANNEL_ID = "coalesce(portal_id::text, client_id) || '/' || id::text";

    private static final List<SealedColumn> OURS = List.of(
            new SealedColumn("application", "client_secret", "client_id"),
            new SealedColumn("portal", "access_token", "id::text"),
            new SealedColumn("portal", "refresh_token", "id::text"),
            new SealedColumn("portal", "previous_access_token", "id::text"),
            new SealedColumn("portal", "previous_refresh_token", "id::text"),
            new SealedColumn("portal", "application_token", "id::text"),
            new SealedColumn("channel", "key", CHANNEL_ID),
            new SealedColumn("channel", "secrets", CHANNEL_ID),
            new SealedColumn("template", "secrets", "client_id || '/' || gateway"),
            new SealedColumn("run", "parameters", "id::text"),
            new SealedColumn("life_cycle_event", "claim", "id::text"));

    private static final String STALE = "substring(%2$s FROM 1 FOR 5) <> $1";

    private static final String COUNT = """
            SELECT count(*)
              FROM %1$s
             WHERE """ + " " + STALE;

    private static final String READ = """
            SELECT %3$s AS row_id, %2$s AS sealed
              FROM %1$s
             WHERE """ + " " + STALE + """

               AND %3$s > $2
             ORDER BY 1
             LIMIT $3
            """;

    private static final String WRITE = """
            UPDATE %1$s
               SET %2$s = anew.sealed
              FROM unnest($1::text[], $2::bytea[], $3::bytea[]) AS anew (row_id, stale, sealed)
             WHERE %3$s = anew.row_id
               AND %2$s = anew.stale
            """;

    private final Statements statements;
    private final SecretBox box;
    private final Event<SystemChange> changes;
    private final List<SealedColumn> columns;
    private final Job job;

    Reencryption(
            Statements statements,
            SecretBox box,
            @All List<SealedColumn> others,
            Event<SystemChange> changes,
            Jobs jobs) {
        this.statements = statements;
        this.box = box;
        this.changes = changes;
        this.job = jobs.job(
                "reencryption", Reencryption.class, "Not all secrets are under the primary key until the next hour");
        this.columns = Stream.concat(OURS.stream(), others.stream()).toList();
    }

    /** How many secrets still need another key than the primary one, by column; an old key may go when all are 0. */
    public Uni<Map<String, Long>> stale() {
        return Multi.createFrom()
                .iterable(columns)
                .onItem()
                .transformToUniAndConcatenate(column -> stale(column).map(count -> Map.entry(column.name(), count)))
                .collect()
                .in(TreeMap::new, (counts, column) -> counts.put(column.getKey(), column.getValue()));
    }

    /** Encrypts all of them anew; how many there were. */
    public Uni<Long> run() {
        return Multi.createFrom()
                .iterable(columns)
                .onItem()
                .transformToUniAndConcatenate(column -> run(column, "", 0))
                .collect()
                .with(Collectors.summingLong(Long::longValue));
    }

    @Scheduled(every = "1h", delayed = "2m", identity = "reencryption", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> runQuietly() {
        return job.run(() -> run().invoke(count -> {
            if (count > 0) {
                changes.fire(new SystemChange(SystemChange.BRIDGE, "encryption.reencrypt", "/encryption/reencrypt"));
                LOG.infof("%d secrets are encrypted anew under the primary key", count);
            }
        }));
    }

    private Uni<Long> stale(SealedColumn column) {
        return statements.one(sql(COUNT, column), Tuple.of(Buffer.buffer(box.primaryPrefix())), row -> row.getLong(0));
    }

    /** Each batch goes on behind the one before, lest rows that no key opens be read for ever. */
    private Uni<Long> run(SealedColumn column, String after, long before) {
        Tuple values = Tuple.of(Buffer.buffer(box.primaryPrefix()), after, (long) BATCH);
        return statements
                .list(sql(READ, column), values, Function.identity())
                .flatMap(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(before)
                        : write(column, rows).flatMap(written -> run(column, lastId(rows), before + written)));
    }

    private static String lastId(List<Row> rows) {
        return rows.get(rows.size() - 1).getString("row_id");
    }

    private Uni<Long> write(SealedColumn column, List<Row> rows) {
        List<String> ids = new ArrayList<>();
        List<Buffer> stale = new ArrayList<>();
        List<Buffer> anew = new ArrayList<>();
        for (Row row : rows) {
            String id = row.getString("row_id");
            byte[] sealed = row.getBuffer("sealed").getBytes();
            anew(column, id, sealed).ifPresent(newly -> {
                ids.add(id);
                stale.add(Buffer.buffer(sealed));
                anew.add(newly);
            });
        }
        Tuple values = Tuple.of(ids.toArray(String[]::new), stale.toArray(Buffer[]::new), anew.toArray(Buffer[]::new));
        return statements.count(sql(WRITE, column), values).map(Integer::longValue);
    }

    /** One that no key opens must not keep the others from being encrypted anew; it goes on being counted. */
    private Optional<Buffer> anew(SealedColumn column, String rowId, byte[] sealed) {
        try {
            byte[] plain = box.open(column.table(), column.column(), rowId, sealed);
            return Optional.of(Buffer.buffer(box.seal(column.table(), column.column(), rowId, plain)));
        } catch (UnreadableSecretException unreadable) {
            LOG.warn(unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static String sql(String template, SealedColumn column) {
        return template.formatted(column.table(), column.column(), column.rowId());
    }
}
