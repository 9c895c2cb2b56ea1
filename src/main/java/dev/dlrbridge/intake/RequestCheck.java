package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.OnBadSignature;
import dev.dlrbridge.trace.LogFields;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Checks a request of a known channel, and reads it if it is authentic. */
@ApplicationScoped
class RequestCheck {
    private static final Logger LOG = Logger.getLogger(RequestCheck.class);

    private final Authenticity authenticity;
    private final VendorSite vendors;
    private final RefusalLog refusals;
    private final CallbackUrls urls;
    private final Clock clock;

    RequestCheck(Authenticity authenticity, VendorSite vendors, RefusalLog refusals, CallbackUrls urls, Clock clock) {
        this.authenticity = authenticity;
        this.vendors = vendors;
        this.refusals = refusals;
        this.urls = urls;
        this.clock = clock;
    }

    /** Fails when a vendor's own address, needed for the check or by a handshake, does not answer as it should. */
    Uni<Checked> of(IncomingRequest request, CallbackPath path, Channel channel, Gateway gateway) {
        if (!authenticity.isFromAllowedAddress(request, channel)) {
            return refused(request, channel, "address_not_allowed", Refusal.NOT_AUTHENTIC.answer());
        }
        Callback callback = Intake.callback(request, urls);
        Answer other = gateway.isProbe(callback) ? null : WithoutReport.answer(request, gateway);
        if (other != null) {
            return other.status() < 400
                    ? Uni.createFrom().item(Checked.answered(other))
                    : refused(request, channel, other.reason(), other);
        }
        return authenticity
                .verify(callback, gateway, channel, clock.instant())
                .chain(verdict -> verdict instanceof Verdict.NotAuthentic refusal
                        ? notAuthentic(request, channel, refusal.reason())
                        : read(callback, path, channel, gateway));
    }

    private Uni<Checked> refused(IncomingRequest request, Channel channel, String reason, Answer answer) {
        refusals.add(channel, reason, request.headers().keySet());
        return Uni.createFrom().item(Checked.answered(answer.because(reason)));
    }

    private Uni<Checked> notAuthentic(IncomingRequest request, Channel channel, Verdict.Reason cause) {
        String reason = cause.name().toLowerCase(Locale.ROOT);
        if (LOG.isDebugEnabled()) {
            try (LogFields fields = LogFields.portal(channel.portalId()).gateway(channel.gateway())) {
                LOG.debugf(
                        "A request of %s for channel %s is not authentic: %s", channel.gateway(), channel.id(), reason);
            }
        }
        if (channel.onBadSignature() == OnBadSignature.REFUSE) {
            return refused(request, channel, reason, Refusal.NOT_AUTHENTIC.answer());
        }
        refusals.add(channel, reason, request.headers().keySet());
        return Uni.createFrom().item(Checked.unverified(reason));
    }

    /** Reads a request that is authentic. */
    Uni<Checked> read(Callback callback, CallbackPath path, Channel channel, Gateway gateway) {
        Reading reading = gateway.read(callback, new Secrets(channel.secrets()), Intake.settings(channel));
        if (reading instanceof Reading.Challenge challenge) {
            return Uni.createFrom().item(Checked.answered(Answer.of(challenge)));
        }
        String queryId = callback.query().first("message_id");
        MessageIds ids = new MessageIds(channel.messageIdPattern(), path.messageId(), queryId);
        Checked read = Intake.checked(reading, ids, Destination.of(channel));
        return reading instanceof Reading.Confirmation confirmation
                ? vendors.get(confirmation.address(), channel.id()).replaceWith(read)
                : Uni.createFrom().item(read);
    }
}
