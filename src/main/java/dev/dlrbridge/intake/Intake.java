package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Reply;
import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.Entry;
import dev.dlrbridge.journal.Journal;
import dev.dlrbridge.journal.JournalException;
import dev.dlrbridge.tenant.Channel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Accepts a known caller's request: has it checked and read, journals, and says what the gateway wants to hear. */
@ApplicationScoped
public class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Journal journal;
    private final QuarantineDoor quarantine;
    private final Limits limits;
    private final RequestCheck check;
    private final IntakeMetrics metrics;

    Intake(Journal journal, QuarantineDoor quarantine, Limits limits, RequestCheck check, IntakeMetrics metrics) {
        this.journal = journal;
        this.quarantine = quarantine;
        this.limits = limits;
        this.check = check;
        this.metrics = metrics;
    }

    /** Never fails: an answer that says success is given only after the commit. */
    Uni<Answer> accept(IncomingRequest request, Caller.Known caller) {
        return Uni.createFrom()
                .deferred(() -> acceptKnown(request, caller))
                .onFailure()
                .recoverWithItem(Intake::unavailable);
    }

    private Uni<Answer> acceptKnown(IncomingRequest request, Caller.Known caller) {
        Refusal beyondLimits = limits.refusal(caller.channel());
        if (beyondLimits != null) {
            return Uni.createFrom().item(beyondLimits.answer());
        }
        return check.of(request, caller.path(), caller.channel(), caller.gateway())
                .invoke(checked -> limits.add(caller.channel(), checked.reports()))
                .chain(checked -> checked.fold(
                        Uni.createFrom()::item,
                        accepted -> keep(request, caller.channel(), caller.gateway(), accepted)));
    }

    static Callback callback(IncomingRequest request, CallbackUrls urls) {
        return new Callback(
                request.method(),
                urls.asCalled(request.pathAndQuery()),
                request.query(),
                request.headers(),
                request.body());
    }

    /** What a reading of a channel's request comes to. */
    static Checked.Read checked(Reading reading, MessageIds ids, Destination destination) {
        List<Entry> unknownStatus = unknownStatus(reading, ids, destination);
        if (reading instanceof Reading.Unreadable unreadable) {
            return new Checked.Read(List.of(), List.of(unreadable.reason()), unknownStatus, true);
        }
        if (!(reading instanceof Reading.Reports reports)) {
            return Checked.read(List.of(), List.of());
        }
        List<Entry> entries = new ArrayList<>(reports.reports().size());
        List<String> problems = new ArrayList<>(reports.problems());
        for (Report report : reports.reports()) {
            String messageId = ids.of(report);
            if (messageId == null && report.correlationKey() == null) {
                problems.add("no message id");
            } else {
                entries.add(new Entry(destination, messageId, report));
            }
        }
        return new Checked.Read(entries, problems, unknownStatus, true);
    }

    /** A report that names no message stands in no history. */
    private static List<Entry> unknownStatus(Reading reading, MessageIds ids, Destination destination) {
        if (reading.unknownStatus().isEmpty()) {
            return List.of();
        }
        return reading.unknownStatus().stream()
                .filter(report -> ids.of(report) != null || report.correlationKey() != null)
                .map(report -> new Entry(destination, ids.of(report), report))
                .toList();
    }

    /** What could not be understood is kept first: a repeat of the request then does no harm. */
    private Uni<Answer> keep(IncomingRequest request, Channel channel, Gateway gateway, Checked.Read read) {
        Uni<Void> quarantined =
                read.problems().isEmpty() ? Uni.createFrom().voidItem() : quarantine.keep(request, channel, read);
        Answer.Outcome outcome = read.problems().isEmpty() ? Answer.Outcome.ACCEPTED : Answer.Outcome.QUARANTINED;
        return quarantined
                .chain(() -> journal.append(read.entries(), request.body().length))
                .invoke(() -> metrics.committed(channel.gateway(), read.entries()))
                .replaceWith(() -> reply(gateway.reply(settings(channel)), outcome))
                .onFailure(JournalException.Unstorable.class)
                .recoverWithUni(() -> quarantine
                        .keepUnstorable(request, channel)
                        .replaceWith(() -> reply(gateway.reply(settings(channel)), Answer.Outcome.QUARANTINED)));
    }

    static Map<String, String> settings(Channel channel) {
        if (channel.settings().isEmpty()) {
            return Map.of();
        }
        Map<String, String> settings = new HashMap<>();
        channel.settings().forEach((name, value) -> settings.put(name, String.valueOf(value)));
        return settings;
    }

    private static Answer reply(Reply reply, Answer.Outcome outcome) {
        return Answer.of(reply.status(), reply.contentType(), reply.body(), outcome);
    }

    private static Answer unavailable(Throwable cause) {
        LOG.debug("A request was not accepted", cause);
        String reason = cause instanceof JournalException.Full
                ? "full"
                : cause instanceof JournalException ? "database" : "unavailable";
        return Refusal.UNAVAILABLE.answer().because(reason);
    }
}
