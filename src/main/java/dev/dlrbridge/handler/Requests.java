package dev.dlrbridge.handler;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.CreatedChannel;
import dev.dlrbridge.tenant.callback.HandlerKeys;
import dev.dlrbridge.tenant.callback.HandlerPortal;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Takes what portals want to be sent: once each, and committed before the answer. */
@ApplicationScoped
class Requests {
    private final HandlerKeys keys;
    private final Channels channels;
    private final Statements statements;
    private final RequestedMessages messages;
    private final HandOver handOver;
    private final FailedMessages failed;
    private final HandlerMetrics metrics;
    private final Failures.Place failures;

    Requests(
            HandlerKeys keys,
            Channels channels,
            Statements statements,
            RequestedMessages messages,
            HandOver handOver,
            FailedMessages failed,
            HandlerMetrics metrics,
            Failures failures) {
        this.keys = keys;
        this.channels = channels;
        this.statements = statements;
        this.messages = messages;
        this.handOver = handOver;
        this.failed = failed;
        this.metrics = metrics;
        this.failures = failures.at("requested-message", Requests.class);
    }

    /**
     * Never fails.
     *
     * @param post empty when it was not complete
     */
    Uni<PostOutcome> take(String clientId, String key, Optional<MessagePost> post) {
        return Uni.createFrom()
                .deferred(() -> keys.find(clientId, key))
                .chain(portal -> portal.map(known -> take(known, post))
                        .orElseGet(() -> Uni.createFrom().item(PostOutcome.UNKNOWN)))
                .onFailure()
                .invoke(failure ->
                        failures.note("A portal's message is not taken, and Bitrix24 asks only once", failure))
                .onFailure()
                .recoverWithItem(PostOutcome.UNAVAILABLE)
                .invoke(metrics::answered);
    }

    private Uni<PostOutcome> take(HandlerPortal known, Optional<MessagePost> post) {
        if (post.isEmpty()) {
            return Uni.createFrom().item(PostOutcome.INCOMPLETE);
        }
        if (!known.mayHaveSent(post.get().memberId(), post.get().applicationToken())) {
            return Uni.createFrom().item(PostOutcome.NOT_GENUINE);
        }
        return channels.ofSender(
                        known.portal().clientId(),
                        known.portal().id(),
                        post.get().senderCode())
                .chain(channel -> store(known, post.get(), channel))
                .replaceWith(PostOutcome.ACCEPTED);
    }

    /** What the portal is to be told at once is told after the commit; a crash before that leaves it to the others. */
    private Uni<Void> store(HandlerPortal known, MessagePost post, Optional<CreatedChannel> channel) {
        EventPortal portal = known.portal();
        UUID eventId = UUID.randomUUID();
        return statements
                .transaction(transaction -> messages.add(
                                transaction,
                                portal.id(),
                                eventId,
                                post,
                                channel.map(found -> found.channel().id()).orElse(null),
                                handOver.within())
                        .chain(isNew -> isNew
                                ? handOver.begin(transaction, known, eventId, post, channel)
                                : Uni.createFrom().item(Optional.<Failure>empty()))
                        .call(failure -> failure.isPresent()
                                ? messages.fail(transaction, portal.id(), eventId, failure.get())
                                : Uni.createFrom().voidItem()))
                .call(failure -> failure.isPresent()
                        ? failed.reportSoon(portal.id(), eventId)
                        : Uni.createFrom().voidItem())
                .replaceWithVoid();
    }
}
