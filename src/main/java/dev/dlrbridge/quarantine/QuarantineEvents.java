package dev.dlrbridge.quarantine;

import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.StoredReport;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import dev.dlrbridge.tenant.secret.RecipientHashes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells integrators of a gateway's words that are not understood, each once a day and application, and of channels whose
 * quarantine is full, each once a day. What this replica has told is remembered, so that it is not written again and again.
 */
@ApplicationScoped
class QuarantineEvents {
    private static final int MOST_REMEMBERED = 10_000;

    private final Outbox outbox;
    private final Clock clock;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    QuarantineEvents(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Words of these requests of which this replica has told nobody today; mostly none. */
    List<UnknownWord> news(List<QuarantinedRequest> requests) {
        return outbox.wants(EventKind.STATUS_UNKNOWN)
                ? requests.stream()
                        .flatMap(request -> request.unknownStatus().stream()
                                .map(entry -> StoredReport.of(entry, RecipientHashes.NONE))
                                .filter(report -> report.rawStatus() != null)
                                .map(report -> new UnknownWord(
                                        request.id(),
                                        request.channel(),
                                        request.gateway(),
                                        report.rawStatus(),
                                        today())))
                        .filter(word -> !told.contains(word.key()))
                        .toList()
                : List.of();
    }

    /** @param kept the requests that there was room for */
    Uni<Void> tell(Statements transaction, List<UnknownWord> words, Set<UUID> kept) {
        Map<String, UnknownWord> each = words.stream()
                .filter(word -> kept.contains(word.request))
                .collect(Collectors.toMap(UnknownWord::key, Function.identity(), (first, same) -> first));
        return write(
                transaction,
                EventKind.STATUS_UNKNOWN,
                each.values().stream().map(word -> word.channel.portalId()).toList(),
                portals -> each.values().stream()
                        .flatMap(word ->
                                Optional.ofNullable(portals.get(word.channel.portalId())).map(word::event).stream())
                        .toList());
    }

    /** After the commit of what was told. */
    void remember(List<UnknownWord> words) {
        words.forEach(word -> remember(word.key()));
    }

    /** Tells that a channel's quarantine is full, if that is news today. */
    Uni<Void> full(Statements statements, Destination channel, String gateway) {
        String key = channel.channelId() + " " + today();
        if (!outbox.wants(EventKind.QUARANTINE_FULL) || told.contains(key)) {
            return Uni.createFrom().voidItem();
        }
        Map<String, Object> data = data(channel, gateway);
        return write(
                        statements,
                        EventKind.QUARANTINE_FULL,
                        List.of(channel.portalId()),
                        portals -> portals.values().stream()
                                .map(portal -> PortalEvent.once(EventKind.QUARANTINE_FULL, portal, data, key))
                                .toList())
                .invoke(() -> remember(key));
    }

    private Uni<Void> write(
            Statements transaction,
            EventKind kind,
            Collection<UUID> portalIds,
            Function<Map<UUID, EventPortal>, List<PortalEvent>> events) {
        return outbox.portals(transaction, kind, portalIds)
                .chain(portals -> outbox.write(transaction, events.apply(portals)))
                .replaceWithVoid();
    }

    /** Channels of applications may have no sender code. */
    private static Map<String, Object> data(Destination channel, String gateway) {
        Map<String, Object> data = new HashMap<>();
        data.put("channelId", channel.channelId().toString());
        data.put("gateway", gateway);
        if (channel.senderCode() != null) {
            data.put("senderCode", channel.senderCode());
        }
        return data;
    }

    private void remember(String key) {
        if (told.size() >= MOST_REMEMBERED) {
            told.clear();
        }
        told.add(key);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** A status that a gateway gave, of a request on its way into quarantine. */
    record UnknownWord(UUID request, Destination channel, String gateway, String word, LocalDate day) {
        String key() {
            return channel.portalId() + " " + gateway + " " + day + " " + word;
        }

        PortalEvent event(EventPortal portal) {
            Map<String, Object> data = data(channel, gateway);
            data.put("status", word);
            String about = String.join("\0", portal.clientId(), gateway, day.toString(), word);
            return PortalEvent.once(EventKind.STATUS_UNKNOWN, portal, data, about);
        }
    }
}
