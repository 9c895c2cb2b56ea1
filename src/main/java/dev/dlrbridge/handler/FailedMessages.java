package dev.dlrbridge.handler;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.Entry;
import dev.dlrbridge.journal.Journal;
import dev.dlrbridge.trace.Failures;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells portals of messages that nobody will send, by the journal, as a gateway would: nobody waits for ever. A crash
 * between the report and its note only repeats the report, which does no harm.
 */
@ApplicationScoped
class FailedMessages {
    private static final int AT_ONCE = 100;
    private static final int REPORT_BYTES = 200;
    private static final UUID NO_CHANNEL = new UUID(0, 0);

    private final RequestedMessages messages;
    private final Journal journal;
    private final HandlerMetrics metrics;
    private final Job job;
    private final Failures.Place failures;

    FailedMessages(RequestedMessages messages, Journal journal, HandlerMetrics metrics, Jobs jobs, Failures failures) {
        this.messages = messages;
        this.journal = journal;
        this.metrics = metrics;
        this.job = jobs.job(
                "requested-messages", FailedMessages.class, "Who waits for a message's end waits ten seconds more");
        this.failures = failures.at("failed-message", FailedMessages.class);
    }

    /** Reports one that is noted as failed. Never fails: the job does what could not be done at once. */
    Uni<Void> reportSoon(UUID portalId, UUID eventId) {
        return messages.waiting(portalId, eventId)
                .chain(found -> found.isPresent()
                        ? report(found.get())
                        : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> failures.note("A portal learns some seconds later that a message failed", failure))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(
            every = "10s",
            delayed = "15s",
            identity = "requested-messages",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> reportOverdue() {
        return job.run(() -> Multi.createBy()
                .repeating()
                .uni(() -> messages.overdue(AT_ONCE).call(this::reportAll).map(List::size))
                .whilst(reported -> reported == AT_ONCE)
                .collect()
                .last());
    }

    private Uni<Void> reportAll(List<RequestedMessage> overdue) {
        return Multi.createFrom()
                .iterable(overdue)
                .onItem()
                .transformToUni(this::report)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> report(RequestedMessage message) {
        Failure failure = message.failure().orElse(Failure.NOT_HANDED_OVER);
        return report(message, failure.name(), failure.text()).invoke(() -> metrics.ended(failure));
    }

    /** @param code and text, as the operator reads them beside the status */
    Uni<Void> report(RequestedMessage message, String code, String text) {
        Destination portal = new Destination(
                message.message().portalId(),
                message.message().account(),
                Optional.ofNullable(message.channelId()).orElse(NO_CHANNEL),
                message.senderCode());
        Report failed = new Report(null, null, null, null, "failed", Status.FAILED, code, text, null, null);
        Entry entry = Entry.known(portal, message.message().messageId(), message.requestedAt(), failed);
        return journal.append(List.of(entry), REPORT_BYTES).chain(() -> messages.end(message.message(), "failed"));
    }
}
