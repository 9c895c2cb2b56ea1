package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.intake.vendor.VendorSite;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.setting.OnBadSignature;
import dev.dlrbridge.trace.LogFields;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Checks a request of a known channel, and reads it if it is authentic. */
@Singleton
class RequestCheck {
    private static final Logger LOG = Logger.getLogger(RequestCheck.class);

    private final Authenticity authenticity;
    private final VendorSite vendors;
    private final RefusalLog refusals;
    private final Clock clock;

    RequestCheck(Authenticity authenticity, VendorSite vendors, RefusalLog refusals, Clock clock) {
        this.authenticity = authenticity;
        this.vendors = vendors;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Fails when a vendor's own address, needed for the check or by a handshake, does not answer as it should. */
    Uni<Checked> of(Callback request, Caller.Known caller) {
        Channel channel = caller.channel();
        if (!authenticity.isFromAllowedAddress(request, channel)) {
            return refused(request, channel, "address_not_allowed", Refusal.NOT_AUTHENTIC.answer());
        }
        Answer other = WithoutReport.answer(request, caller.gateway());
        if (other != null && !caller.gateway().isProbe(request, caller.settings())) {
            return other.status() < 400
                    ? Uni.createFrom().item(Checked.answered(other))
                    : refused(request, channel, other.reason(), other);
        }
        return authenticity
                .verify(request, caller, clock.instant())
                .chain(verdict -> verdict instanceof Verdict.NotAuthentic refusal
                        ? notAuthentic(request, channel, refusal.reason())
                        : read(request, caller));
    }

    private Uni<Checked> refused(Callback request, Channel channel, String reason, Answer answer) {
        refusals.add(channel, reason, request.headers().keySet());
        return Uni.createFrom().item(Checked.answered(answer.because(reason)));
    }

    private Uni<Checked> notAuthentic(Callback request, Channel channel, Verdict.Reason cause) {
        String reason = cause.name().toLowerCase(Locale.ROOT);
        if (LOG.isDebugEnabled()) {
            try (LogFields fields = LogFields.portal(channel.portal()).gateway(channel.gateway())) {
                LOG.debugf(
                        "A request of %s for channel %s is not authentic: %s", channel.gateway(), channel.id(), reason);
            }
        }
        if (channel.settings().onBadSignature() == OnBadSignature.REFUSE) {
            return refused(request, channel, reason, Refusal.NOT_AUTHENTIC.answer());
        }
        refusals.add(channel, reason, request.headers().keySet());
        return Uni.createFrom().item(Checked.unverified(reason));
    }

    /** Reads a request that is authentic. */
    Uni<Checked> read(Callback request, Caller.Known caller) {
        Channel channel = caller.channel();
        Reading reading = caller.gateway().read(request, caller.secrets(), caller.settings());
        if (reading instanceof Reading.Challenge challenge) {
            return Uni.createFrom().item(Checked.answered(Answer.of(challenge)));
        }
        String queryId = request.query().first("message_id");
        MessageIds ids = new MessageIds(channel.namePattern(), caller.path().messageId(), queryId);
        Checked read = Checked.Read.of(reading, ids, Destination.of(channel));
        return reading instanceof Reading.Confirmation confirmation
                ? vendors.get(confirmation.address(), channel.id()).replaceWith(read)
                : Uni.createFrom().item(read);
    }
}
