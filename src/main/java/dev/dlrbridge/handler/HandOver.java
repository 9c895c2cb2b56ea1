package dev.dlrbridge.handler;

import dev.dlrbridge.journal.Correlations;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.PortalMessage;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.CreatedChannel;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import dev.dlrbridge.tenant.callback.HandlerPortal;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Puts a requested message into the outbox, with what the integrator needs to send it and to have it reported. */
@ApplicationScoped
class HandOver {
    /** What a gateway may echo: of few characters, since some take no others. */
    private static final Predicate<String> ECHOED =
            Pattern.compile("[A-Za-z0-9_-]{1,64}").asMatchPredicate();

    /** As many as nobody guesses. */
    private static final int REFERENCE_BYTES = 16;

    /** The outbox gives up first. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Outbox outbox;
    private final Correlations correlations;
    private final CallbackUrls urls;
    private final SecureRandom random;
    private final Clock clock;
    private final Duration within;

    HandOver(
            Outbox outbox,
            Correlations correlations,
            CallbackUrls urls,
            SecureRandom random,
            Clock clock,
            HandlerConfig config) {
        this.outbox = outbox;
        this.correlations = correlations;
        this.urls = urls;
        this.random = random;
        this.clock = clock;
        this.within = config.handOverWithin();
    }

    /** After this time a message that waits is one that the outbox has forgotten. */
    Duration within() {
        return within.plus(MARGIN);
    }

    /** In the transaction that stores the message; says why nobody will be told of it, if so. */
    Uni<Optional<Failure>> begin(
            Statements transaction,
            HandlerPortal requesting,
            UUID eventId,
            MessagePost post,
            Optional<CreatedChannel> channel) {
        EventPortal portal = requesting.portal();
        Optional<Failure> flaw = post.flaw();
        if (flaw.isPresent() || channel.isEmpty()) {
            return Uni.createFrom().item(Optional.of(flaw.orElse(Failure.NO_CHANNEL)));
        }
        return reference(transaction, portal, post, channel.get())
                .map(reference -> new PortalEvent(
                        eventId,
                        EventKind.MESSAGE_REQUESTED,
                        portal,
                        data(requesting, post, channel.get(), reference),
                        within))
                .chain(event -> outbox.write(transaction, List.of(event)))
                .map(told -> told.contains(eventId) ? Optional.empty() : Optional.of(Failure.NO_ENDPOINT));
    }

    /** At an application's channel a message's id says nothing; what does is drawn, and known before the gateway can use it. */
    private Uni<String> reference(
            Statements transaction, EventPortal portal, MessagePost post, CreatedChannel channel) {
        if (!channel.channel().isOfApplication()) {
            return Uni.createFrom().item(post.messageId());
        }
        byte[] bytes = new byte[REFERENCE_BYTES];
        random.nextBytes(bytes);
        String reference = HexFormat.of().formatHex(bytes);
        return correlations
                .refer(
                        transaction,
                        Destination.of(channel.channel()),
                        reference,
                        new PortalMessage(portal.id(), portal.memberId(), post.messageId()))
                .replaceWith(reference);
    }

    private Map<String, Object> data(
            HandlerPortal requesting, MessagePost post, CreatedChannel created, String reference) {
        Map<String, Object> data = new HashMap<>();
        requesting.language().ifPresent(language -> data.put("language", language));
        data.put("messageId", post.messageId());
        data.put("senderCode", post.senderCode());
        data.put("to", post.to());
        data.put("text", post.text());
        data.put("channelId", created.channel().id().toString());
        data.put(
                "callbackUrl",
                urls.of(created.channel().gateway(), created.key(), reference).toString());
        data.put("requestedAt", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        if (ECHOED.test(reference)) {
            data.put("reference", reference);
        }
        return data;
    }
}
