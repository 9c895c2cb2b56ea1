package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reply;
import dev.dlrbridge.journal.Journal;
import dev.dlrbridge.journal.JournalException;
import dev.dlrbridge.tenant.Channel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
    Uni<Answer> accept(Callback request, Caller.Known caller) {
        return Uni.createFrom()
                .deferred(() -> acceptKnown(request, caller))
                .onFailure()
                .recoverWithItem(Intake::unavailable);
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
        Uni<Void> quarantined =
                read.problems().isEmpty() ? Uni.createFrom().voidItem() : quarantine.keep(request, channel, read);
        Answer.Outcome outcome = read.problems().isEmpty() ? Answer.Outcome.ACCEPTED : Answer.Outcome.QUARANTINED;
        return quarantined
                .chain(() -> journal.append(read.entries(), request.content().length))
                .invoke(() -> metrics.committed(channel.gateway(), read.entries()))
                .replaceWith(() -> reply(reply, outcome))
                .onFailure(JournalException.Unstorable.class)
                .recoverWithUni(() -> quarantine
                        .keepUnstorable(request, channel)
                        .replaceWith(() -> reply(reply, Answer.Outcome.QUARANTINED)));
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
