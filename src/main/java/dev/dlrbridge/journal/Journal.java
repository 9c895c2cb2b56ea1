package dev.dlrbridge.journal;

import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.RecipientHashes;
import dev.dlrbridge.trace.Failures;
import dev.dlrbridge.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Keeps reports durably: whoever is told that an append is done may forget the report. */
@Startup
@Singleton
public class Journal {
    /** A database that hangs must not hold the place of those commits that could succeed later. */
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(10);

    /** As much as all bodies in work may take by default: whichever of the two limits comes first counts. */
    private static final long MOST_WAITING_BYTES = 32 << 20;

    private final ReportWriter writer;
    private final OpenLanes openLanes;
    private final RecipientHashes recipients;
    private final GroupCommit commits;
    private final Event<LanesHaveWork> work;
    private final JournalMetrics metrics;
    private final Tracing tracing;

    Journal(
            Vertx vertx,
            Statements statements,
            OpenLanes openLanes,
            JournalConfig config,
            RecipientHashes recipients,
            Event<LanesHaveWork> work,
            JournalMetrics metrics,
            Tracing tracing,
            Failures failures) {
        this.writer = new ReportWriter(statements, openLanes);
        this.openLanes = openLanes;
        this.recipients = recipients;
        this.commits = new GroupCommit(
                config.waitingReports(),
                MOST_WAITING_BYTES,
                entries -> write(entries).replaceWithVoid(),
                System::nanoTime,
                (time, task) ->
                        vertx.setTimer(Math.max(1, time.plusNanos(999_999).toMillis()), timer -> task.run()),
                failures.at("group-commit", GroupCommit.class));
        this.work = work;
        this.metrics = metrics;
        this.tracing = tracing;
        metrics.watchQueue(commits::waitingReports, commits::waitingBytes);
    }

    /**
     * Commits the reports of one request, all or none.
     *
     * @param bytes size of the request, for the limit on what may wait
     * @return completes after the commit; fails with a {@link FullException} or a {@link StatementException}
     */
    public Uni<Void> append(List<Entry> entries, int bytes) {
        return entries.isEmpty() ? Uni.createFrom().voidItem() : commits.submit(entries, bytes);
    }

    private Uni<Committed> write(List<Entry> entries) {
        List<StoredReport> reports = entries.stream()
                .map(entry -> StoredReport.of(entry, recipients))
                .toList();
        long begun = System.nanoTime();
        Span span = tracing.start("journal commit", SpanKind.INTERNAL);
        return writer.write(reports)
                .ifNoItem()
                .after(LONGEST_COMMIT)
                .failWith(() -> new StatementException.Unavailable(new TimeoutException()))
                .onItemOrFailure()
                .invoke((done, failure) -> {
                    metrics.ended(reports.size(), failure, System.nanoTime() - begun);
                    end(span, reports.size(), failure);
                })
                .invoke(committed -> tell(committed, begun));
    }

    private static void end(Span span, int reports, Throwable failure) {
        if (span.isRecording()) {
            span.setAttribute(Tracing.SIZE, (long) reports)
                    .setAttribute(Tracing.OUTCOME, failure == null ? "committed" : "failed");
            span.end();
        }
    }

    /** First of what was taken, so that its calls count when more is taken for the same lanes. */
    private void tell(Committed committed, long begun) {
        if (!committed.taken().isEmpty()) {
            openLanes.taken(new OpenLanes.Taken(committed.wants(), committed.taken(), begun));
        }
        if (!committed.work().isEmpty()) {
            work.fire(new LanesHaveWork(committed.work()));
        }
    }
}
