package dev.dlrbridge.quarantine;

import dev.dlrbridge.journal.FullException;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.RecipientHashes;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Keeps requests that could not be understood or proved genuine, encrypted, until they can be replayed. */
@Startup
@ApplicationScoped
public class Quarantine {
    /** What anybody could have sent takes at most this part of a channel's room. */
    private static final int PART_OF_UNVERIFIED = 2;

    private final QuarantineQueue verified;
    private final QuarantineQueue unverified;
    private final FullAlarm alarm;
    private final Statements statements;
    private final QuarantineEvents events;
    private final Failures.Place failures;

    Quarantine(
            Statements statements,
            QuarantineConfig config,
            QuarantineEvents events,
            RecipientHashes recipients,
            MeterRegistry registry,
            Clock clock,
            Failures failures) {
        this.statements = statements;
        this.events = events;
        this.failures = failures.at("quarantine-events", Quarantine.class);
        this.verified = queue(statements, events, config, recipients, 1);
        this.unverified = queue(statements, events, config, recipients, PART_OF_UNVERIFIED);
        this.alarm = new FullAlarm(registry, clock);
    }

    /** Completes after the commit; fails with a {@link FullException} at the channel's limit. */
    public Uni<Void> add(QuarantinedRequest request) {
        return (request.verified() ? verified : unverified)
                .submit(request)
                .onFailure(FullException.class)
                .invoke(() -> alarm.raise(request))
                .onFailure(FullException.class)
                .call(() -> tell(request));
    }

    /** The gateway has its answer, whatever becomes of this; the next refusal tells what this one could not. */
    private Uni<Void> tell(QuarantinedRequest request) {
        return events.full(statements, request.channel(), request.gateway())
                .onFailure()
                .invoke(failure -> failures.note("An integrator is told later of a full quarantine", failure))
                .onFailure()
                .recoverWithNull();
    }

    private static QuarantineQueue queue(
            Statements statements,
            QuarantineEvents events,
            QuarantineConfig config,
            RecipientHashes recipients,
            int part) {
        long entries = Math.max(1, config.quarantineEntries() / part);
        return new QuarantineQueue(new QuarantineWriter(
                statements,
                events,
                recipients,
                entries,
                config.quarantineBytes().asLongValue() / part)::write);
    }
}
