package dev.dlrbridge.retention;

import dev.dlrbridge.retention.AgedRows.Batch;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Removes what is too old in one table, batch by batch, and rests as long as it has worked, so that at most half of a
 * connection's work is removal. It goes on where it ended, and looks from the beginning now and then for rows that were
 * left out because somebody worked on them.
 */
final class AgedRemoval {
    static final Duration BETWEEN_BEGINNINGS = Duration.ofHours(1);

    private static final Duration SHORTEST_REST = Duration.ofMillis(5);

    private final AgedTable table;
    private final Duration age;
    private final AgedRows rows;
    private final RetentionMetrics metrics;
    private final LongSupplier nanos;
    private OffsetDateTime end;
    private Long beganAt;

    AgedRemoval(AgedTable table, Duration age, AgedRows rows, RetentionMetrics metrics, LongSupplier nanos) {
        this.table = table;
        this.age = age;
        this.rows = rows;
        this.metrics = metrics;
        this.nanos = nanos;
    }

    /** The name of the table. */
    String table() {
        return table.table();
    }

    /** Removes until nothing is left that is too old, or the time is over. */
    Uni<Void> run(BooleanSupplier isTimeOver) {
        long now = nanos.getAsLong();
        if (beganAt == null || now - beganAt > BETWEEN_BEGINNINGS.toNanos()) {
            beganAt = now;
            end = null;
        }
        return next(isTimeOver);
    }

    /** The next run begins with the oldest rows. */
    void beginAnew() {
        beganAt = null;
    }

    private Uni<Void> next(BooleanSupplier isTimeOver) {
        long begun = nanos.getAsLong();
        return rows.remove(table, age, end).invoke(this::note).chain(batch -> {
            if (!batch.more() || isTimeOver.getAsBoolean()) {
                return Uni.createFrom().voidItem();
            }
            Duration worked = Duration.ofNanos(nanos.getAsLong() - begun);
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(worked.compareTo(SHORTEST_REST) > 0 ? worked : SHORTEST_REST)
                    .chain(() -> next(isTimeOver));
        });
    }

    private void note(Batch batch) {
        end = batch.end();
        metrics.removed(table.table(), batch.rows());
        metrics.overdue(table.table(), batch.overdue());
    }
}
