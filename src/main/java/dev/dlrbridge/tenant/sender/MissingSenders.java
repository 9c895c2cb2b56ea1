package dev.dlrbridge.tenant.sender;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import dev.dlrbridge.tenant.sender.SenderHealth.State;
import dev.dlrbridge.tenant.sender.SenderState.Agreement;
import dev.dlrbridge.trace.LogFields;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Notes what a portal lacks, and has the integrator told. */
@ApplicationScoped
public class MissingSenders {
    private static final Logger LOG = Logger.getLogger(MissingSenders.class);

    private final Senders senders;
    private final SenderHealths healths;
    private final Outbox outbox;
    private final Statements statements;

    MissingSenders(Senders senders, SenderHealths healths, Outbox outbox, Statements statements) {
        this.senders = senders;
        this.healths = healths;
        this.outbox = outbox;
        this.statements = statements;
    }

    /**
     * Compares what a portal has with what the channels say.
     *
     * @param present codes of the senders it has
     * @param unbound names of the events of which it does not tell the bridge
     */
    public Uni<Missing> find(Portal portal, Set<String> present, List<String> unbound) {
        return senders.compare(portal, present)
                .map(states -> new Missing(codes(states, Agreement.MISSING), unbound, state(states)))
                .call(missing -> missing.isWhole() ? senders.tell(portal, present) : note(portal, missing));
    }

    /** What senders that were just registered, or compared and found whole, come to. */
    public static State state(List<SenderState> states) {
        return codes(states, Agreement.NO_HANDLER).isEmpty() ? State.REGISTERED : State.NO_HANDLER;
    }

    private static List<String> codes(List<SenderState> states, Agreement agreement) {
        return states.stream()
                .filter(sender -> sender.agreement() == agreement)
                .map(SenderState::code)
                .toList();
    }

    private Uni<Void> note(Portal portal, Missing missing) {
        try (LogFields fields = LogFields.portal(portal.id())) {
            LOG.warnf(
                    "Portal %s lacks %d senders and %d event handlers, which are registered again",
                    portal.id(), missing.codes().size(), missing.events().size());
        }
        List<PortalEvent> events = missing.codes().stream()
                .map(code -> PortalEvent.of(EventKind.SENDER_MISSING, portal.inEvents(), Map.of("senderCode", code)))
                .toList();
        return statements.transaction(transaction -> healths.noteMissing(transaction, portal.id(), missing.all())
                .call(() -> outbox.write(transaction, events)));
    }

    /** @param state the senders' when nothing is missing */
    public record Missing(List<String> codes, List<String> events, State state) {
        public boolean isWhole() {
            return codes.isEmpty() && events.isEmpty();
        }

        List<String> all() {
            return Stream.concat(codes.stream(), events.stream()).toList();
        }
    }
}
