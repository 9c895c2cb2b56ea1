package dev.dlrbridge.portalpage;

import dev.dlrbridge.search.FoundMessage;
import dev.dlrbridge.search.FoundPage;
import dev.dlrbridge.search.MessageCursor;
import dev.dlrbridge.search.MessageFilter;
import dev.dlrbridge.search.MessageSearch;
import dev.dlrbridge.search.PortalSituations;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.sender.SenderHealth;
import dev.dlrbridge.tenant.sender.SenderHealths;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Finds out how portals are. */
@Singleton
class Conditions {
    private final PortalSituations situations;
    private final SenderHealths senders;
    private final MessageSearch messages;
    private final OwnPortal own;

    Conditions(PortalSituations situations, SenderHealths senders, MessageSearch messages, OwnPortal own) {
        this.situations = situations;
        this.senders = senders;
        this.messages = messages;
        this.own = own;
    }

    Uni<Condition> of(Portal portal) {
        return Uni.combine()
                .all()
                .unis(
                        situations.of(List.of(portal)),
                        senders.ofPortals(List.of(portal.id())),
                        own.channel(portal),
                        messages.list(
                                MessageFilter.ofPortal(portal.clientId(), portal.memberId(), null, null),
                                MessageCursor.NONE,
                                1))
                .asTuple()
                .map(found -> new Condition(
                        found.getItem1().get(0),
                        found.getItem2().getOrDefault(portal.id(), SenderHealth.UNKNOWN),
                        own.gateway(found.getItem3()),
                        last(found.getItem4())));
    }

    private static Instant last(FoundPage<FoundMessage> messages) {
        return messages.items().stream()
                .map(found -> found.message().firstSeenAt())
                .findFirst()
                .orElse(null);
    }
}
