package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reply;
import dev.dlrbridge.journal.FullException;
import dev.dlrbridge.journal.Journal;
import dev.dlrbridge.quarantine.QuarantineDoor;
import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Accepts a known caller's request: has it checked and read, journals, and says what the gateway wants to hear. */
@Singleton
public class Intake {
    private final Journal journal;
    private final QuarantineDoor quarantine;
    private final Limits limits;
    private final RequestCheck check;
    private final IntakeMetrics metrics;
    private final Failures.Place failures;

    Intake(
            Journal journal,
            QuarantineDoor quarantine,
            Limits limits,
            RequestCheck check,
            IntakeMetrics metrics,
            Failures failures) {
        this.journal = journal;
        this.quarantine = quarantine;
        this.limits = limits;
        this.check = check;
        this.metrics = metrics;
        this.failures = failures.at("intake", Intake.class);
    }

    /** Never fails: an answer that says success is given only after the commit. */
    Uni<Answer> accept(Callback request, Caller.Known caller) {
        return Uni.createFrom()
                .deferred(() -> acceptKnown(request, caller))
                .onFailure()
                .recoverWithItem(this::unavailable);
    }

    private Uni<Answer> acceptKnown(Callback request, Caller.Known caller) {
        Refusal beyondLimits = limits.refusal(caller.channel());
        if (beyondLimits != null) {
            return Uni.createFrom().item(beyondLimits.answer());
        }
        return check.of(request, caller)
                .invoke(checked -> limits.add(caller.channel(), checked.reports()))
                .chain(checked -> checked.fold(Uni.createFrom()::item, accepted -> keep(request, caller, accepted)));
    }

    /** What could not be understood is kept first: a repeat of the request then does no harm. */
    private Uni<Answer> keep(Callback request, Caller.Known caller, Checked.Read read) {
        Channel channel = caller.channel();
        Reply reply = caller.gateway().reply(caller.settings());
        Uni<Void> quarantined = read.problems().isEmpty()
                ? Uni.createFrom().voidItem()
                : quarantine.keep(request, channel, read.problems().get(0), read.verified(), read.unknownStatus());
        Answer.Outcome outcome = read.problems().isEmpty() ? Answer.Outcome.ACCEPTED : Answer.Outcome.QUARANTINED;
        return quarantined
                .chain(() -> journal.append(read.entries(), request.content().length))
                .invoke(() -> metrics.committed(channel.gateway(), read.entries()))
                .replaceWith(() -> reply(reply, outcome))
                .onFailure(StatementException.Unstorable.class)
                .recoverWithUni(() -> quarantine
                        .keep(request, channel, "cannot be stored", true, List.of())
                        .replaceWith(() -> reply(reply, Answer.Outcome.QUARANTINED)));
    }

    private static Answer reply(Reply reply, Answer.Outcome outcome) {
        return Answer.of(reply.status(), reply.contentType(), reply.body(), outcome);
    }

    private Answer unavailable(Throwable cause) {
        failures.note("A gateway is told to send its request again", cause);
        String reason = cause instanceof FullException
                ? "full"
                : cause instanceof StatementException ? "database" : "unavailable";
        return Refusal.UNAVAILABLE.answer().because(reason);
    }
}
