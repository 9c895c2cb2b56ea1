package dev.dlrbridge.portalpage;

import dev.dlrbridge.search.LostMessages;
import dev.dlrbridge.search.LostMessages.LostMessage;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalWoken;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.notification.Administrators;
import dev.dlrbridge.tenant.notification.Administrators.Parked;
import dev.dlrbridge.tenant.notification.LossesShown;
import dev.dlrbridge.tenant.notification.LossesShown.Loss;
import dev.dlrbridge.tenant.notification.PortalParked;
import dev.dlrbridge.tenant.notification.SystemNotifications;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells authors in Bitrix24 of messages that have not arrived, and administrators of their portal's parking, where the
 * application's template wants it. What cannot be told is not tried again, but for a parking: that is told when it is over.
 */
@Singleton
class Notifications {
    private static final int AT_ONCE = 8;

    private final LostMessages messages;
    private final Administrators administrators;
    private final Portals portals;
    private final SystemNotifications notifications;
    private final NotificationTexts texts;
    private final Failures.Place failures;
    private final Gathering<Loss> losses;
    private final Gathering<List<LostMessage>> authors;
    private final Gathering<UUID> parked;
    private final Gathering<UUID> woken;

    Notifications(
            LostMessages messages,
            Administrators administrators,
            Portals portals,
            SystemNotifications notifications,
            NotificationTexts texts,
            Failures failures) {
        this.messages = messages;
        this.administrators = administrators;
        this.portals = portals;
        this.notifications = notifications;
        this.texts = texts;
        this.failures = failures.at("notifications", Notifications.class);
        this.losses = new Gathering<>(this::findAuthors, this.failures);
        this.authors = new Gathering<>(his -> each(his, this::tellAuthor), this.failures);
        this.parked = new Gathering<>(this::tellOfParking, this.failures);
        this.woken = new Gathering<>(this::tellOfWaking, this.failures);
    }

    void lost(@Observes LossesShown news) {
        news.losses().forEach(losses::add);
    }

    void parked(@Observes PortalParked portal) {
        parked.add(portal.portalId());
    }

    void woken(@Observes PortalWoken portal) {
        woken.add(portal.portalId());
    }

    /** What no author is told of, which may be most, never waits for portals to answer. */
    private Uni<Void> findAuthors(List<Loss> news) {
        return messages.find(news)
                .invoke(found -> ofAuthors(found).forEach(authors::add))
                .replaceWithVoid();
    }

    /** Each author is told once of all that was lost together. */
    private static Collection<List<LostMessage>> ofAuthors(List<LostMessage> found) {
        return found.stream()
                .collect(Collectors.groupingBy(
                        message -> List.of(message.portalId(), message.author()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private Uni<Boolean> tellAuthor(List<LostMessage> his) {
        LostMessage first = his.get(0);
        return texts.lost(his)
                .chain(text -> with(first.portalId(), portal -> notifications.send(portal, first.author(), text)));
    }

    private Uni<Void> tellOfParking(List<UUID> news) {
        return administrators.parked(news).chain(found -> each(found, this::tellOfParking));
    }

    private Uni<Boolean> tellOfParking(Parked portal) {
        return texts.parked(portal)
                .chain(text -> with(portal.portalId(), found -> notifications.trySend(found, portal.user(), text)))
                .onFailure()
                .invoke(fault -> failures.note("An administrator is told of a parking when it is over", fault))
                .onFailure()
                .recoverWithItem(false)
                .call(told -> told ? Uni.createFrom().voidItem() : administrators.owe(portal.portalId()));
    }

    private Uni<Void> tellOfWaking(List<UUID> news) {
        return administrators.woken(news).chain(found -> each(found, this::tellOfWaking));
    }

    private Uni<Boolean> tellOfWaking(Parked portal) {
        return texts.works(portal)
                .chain(text -> with(portal.portalId(), found -> notifications.send(found, portal.user(), text)));
    }

    private Uni<Boolean> with(UUID portalId, Function<Portal, Uni<Boolean>> call) {
        return portals.byId(portalId)
                .chain(found -> found.map(call).orElseGet(() -> Uni.createFrom().item(false)));
    }

    /** One that fails is none of the others' business. */
    private <T> Uni<Void> each(Collection<T> news, Function<T, Uni<Boolean>> tell) {
        return Multi.createFrom()
                .iterable(news)
                .onItem()
                .transformToUni(one -> tell.apply(one)
                        .onFailure()
                        .invoke(fault -> failures.note("A user of a portal is not told of something", fault))
                        .onFailure()
                        .recoverWithItem(false))
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
