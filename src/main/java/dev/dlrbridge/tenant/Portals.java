package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.AddressRule;
import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;

/** The portals in which the applications are installed. */
@ApplicationScoped
public class Portals {
    private static final Duration AFTER_INSTALL = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final PortalSecrets secrets;
    private final ChannelCache cache;
    private final AddressRule addresses;
    private final Clock clock;
    private final Outbox outbox;
    private final Event<PortalWoken> woken;

    Portals(
            Transactions transactions,
            PortalSecrets secrets,
            ChannelCache cache,
            AddressRule addresses,
            Clock clock,
            Outbox outbox,
            Event<PortalWoken> woken) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.cache = cache;
        this.addresses = addresses;
        this.clock = clock;
        this.outbox = outbox;
        this.woken = woken;
    }

    /**
     * Adds a portal, or gives it new tokens; either way it is active afterwards, a refresh under way is void, and what
     * waited for the portal goes out.
     *
     * <p>Fails with {@link UnknownApplicationException}, with {@link ChangedMeanwhileException} if the portal is not as the
     * caller has seen it, or with {@link dev.dlrbridge.bitrix24.RefusedAddressException} for an endpoint that may not be
     * called.
     *
     * @param applicationToken proof of the portal's events; when absent, a known one is kept
     */
    public Uni<Portal> put(
            String clientId,
            String memberId,
            URI clientEndpoint,
            TokenPair tokens,
            Optional<String> applicationToken,
            SeenVersion seen) {
        return transactions
                .run(() -> stored(clientId, memberId, clientEndpoint, tokens, applicationToken, seen)
                        .map(PortalEntity::toPortal))
                // Another has added it meanwhile.
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(1)
                .invoke(portal -> woken.fire(new PortalWoken(portal.id(), portal.account())));
    }

    /**
     * Puts a portal with a pair that the authorisation server has proved genuine; it is to be set up afterwards. Empty, with
     * nothing changed, if that was done with this proof before.
     *
     * @param language of whoever installs; when absent, a known one is kept
     * @param proof digest of the pair as it was received
     */
    public Uni<Optional<Portal>> install(
            String clientId,
            String memberId,
            URI clientEndpoint,
            TokenPair tokens,
            Optional<String> applicationToken,
            Optional<String> language,
            byte[] proof) {
        return transactions
                .run(() -> isFirstUse(proof)
                        .flatMap(first -> first
                                ? stored(clientId, memberId, clientEndpoint, tokens, applicationToken, SeenVersion.ANY)
                                        .invoke(row -> language.ifPresent(known -> row.language = known))
                                        .invoke(this::setUpSoon)
                                        .map(row -> Optional.of(row.toPortal()))
                                : Uni.createFrom().item(Optional.<Portal>empty())))
                // Another has added the portal meanwhile.
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(1)
                .invoke(installed ->
                        installed.ifPresent(portal -> woken.fire(new PortalWoken(portal.id(), portal.account()))));
    }

    /** Finds a portal by its application and account. */
    public Uni<Optional<Portal>> find(String clientId, String memberId) {
        return transactions.run(
                () -> PortalEntity.<PortalEntity>find("clientId = ?1 and memberId = ?2", clientId, memberId)
                        .firstResult()
                        .map(row -> Optional.ofNullable(row).map(PortalEntity::toPortal)));
    }

    /** An application's portals among the given accounts, by {@code member_id}. */
    public Uni<Map<String, Portal>> ofAccounts(String clientId, Set<String> memberIds) {
        return transactions.run(() -> PortalEntity.<PortalEntity>list(
                        "clientId = ?1 and memberId in ?2", clientId, List.copyOf(memberIds))
                .map(rows -> rows.stream()
                        .map(PortalEntity::toPortal)
                        .collect(Collectors.toMap(Portal::account, Function.identity()))));
    }

    /** Finds a portal by its id. */
    public Uni<Optional<Portal>> byId(UUID id) {
        return transactions.run(() -> PortalEntity.<PortalEntity>findById(id)
                .map(row -> Optional.ofNullable(row).map(PortalEntity::toPortal)));
    }

    /** An application's portals in some states, in the order of their {@code member_id}, from the one after the given. */
    public Uni<List<Portal>> list(String clientId, Set<PortalState> states, Optional<String> afterMemberId, int limit) {
        return transactions.run(() -> PortalEntity.<PortalEntity>find(
                        "clientId = ?1 and memberId > ?2 and state in ?3",
                        Sort.by("memberId"),
                        clientId,
                        afterMemberId.orElse(""),
                        states.stream().map(PortalState::word).toList())
                .page(Page.ofSize(limit))
                .list()
                .map(rows -> rows.stream().map(PortalEntity::toPortal).toList()));
    }

    /** Notes what the portal's plan permits; null: it is not known. Its lane learns it within a third of a lease. */
    public Uni<Boolean> limitRequests(UUID id, RequestLimit limit) {
        return transactions.run(() -> Panache.executeUpdate(
                        "update PortalEntity set requestLimit = ?2, updatedAt = ?3 where id = ?1",
                        id,
                        limit == null ? null : limit.word(),
                        now())
                .map(rows -> rows == 1));
    }

    /** Compares in constant time; false when the portal or its token is not known. */
    public Uni<Boolean> hasApplicationToken(String clientId, String memberId, String claimed) {
        return transactions.run(() -> PortalEntity.<PortalEntity>find(
                        "clientId = ?1 and memberId = ?2", clientId, memberId)
                .firstResult()
                .map(row -> row != null
                        && secrets.applicationToken(row)
                                .filter(known -> MessageDigest.isEqual(
                                        known.getBytes(StandardCharsets.UTF_8),
                                        claimed.getBytes(StandardCharsets.UTF_8)))
                                .isPresent()));
    }

    /** Removes a portal with its channels, and has all its other rows removed; false if there is none. */
    public Uni<Boolean> erase(UUID id, ErasureCause cause) {
        return transactions
                .run(() -> ChannelEntity.<ChannelEntity>list("portalId", id)
                        .call(() -> noteErasure(id, cause))
                        .call(() -> cause == ErasureCause.UNINSTALL
                                ? tellOfEnd(id)
                                : Uni.createFrom().voidItem())
                        .chain(channels -> PortalEntity.deleteById(id).map(deleted -> deleted ? channels : null)))
                .invoke(channels -> {
                    if (channels != null) {
                        channels.forEach(row -> cache.forget(row.keyHashes()));
                    }
                })
                .map(Objects::nonNull);
    }

    private static Uni<Integer> noteErasure(UUID id, ErasureCause cause) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery("""
                        INSERT INTO erasure (portal_id, client_id, member_id, cause)
                        SELECT id, client_id, member_id, ?2
                          FROM portal
                         WHERE id = ?1
                        ON CONFLICT DO NOTHING""")
                        .setParameter(1, id)
                        .setParameter(2, cause.word())
                        .executeUpdate());
    }

    private static Uni<Boolean> isFirstUse(byte[] proof) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(
                                "INSERT INTO used_install (proof) VALUES (?1) ON CONFLICT DO NOTHING")
                        .setParameter(1, proof)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    private Uni<PortalEntity> stored(
            String clientId,
            String memberId,
            URI clientEndpoint,
            TokenPair tokens,
            Optional<String> applicationToken,
            SeenVersion seen) {
        return locked(clientId, memberId)
                .invoke(row -> seen.require(Portal.version(row.updatedAt)))
                .flatMap(row -> {
                    boolean wasParked = PortalState.PARKED.word().equals(row.state);
                    change(row, addresses.requirePortal(clientEndpoint), tokens, applicationToken);
                    return row.<PortalEntity>persist()
                            .call(() -> wasParked
                                    ? tell(row.toPortal().inEvents(), EventKind.PORTAL_RESUMED)
                                    : Uni.createFrom().voidItem());
                });
    }

    /** Its other events go with it. */
    private Uni<?> tellOfEnd(UUID id) {
        return PortalEntity.<PortalEntity>findById(id)
                .onItem()
                .ifNotNull()
                .call(row -> tell(row.toPortal().inEvents().gone(), EventKind.PORTAL_UNINSTALLED));
    }

    private Uni<?> tell(EventPortal portal, EventKind kind) {
        return Panache.getSession().chain(session -> outbox.write(session, PortalEvent.of(kind, portal, Map.of())));
    }

    /** Whoever installs a portal sets it up at once; this is for when that fails. */
    private void setUpSoon(PortalEntity row) {
        row.installedAt = now();
        row.setUpDueAt = now().plus(AFTER_INSTALL);
        row.setUpAttempts = 0;
    }

    private Uni<PortalEntity> locked(String clientId, String memberId) {
        return PortalEntity.<PortalEntity>find("clientId = ?1 and memberId = ?2", clientId, memberId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .onItem()
                .ifNull()
                .switchTo(() -> added(clientId, memberId));
    }

    private Uni<PortalEntity> added(String clientId, String memberId) {
        return ApplicationEntity.findById(clientId)
                .onItem()
                .ifNull()
                .failWith(UnknownApplicationException::new)
                .map(application -> {
                    PortalEntity row = new PortalEntity();
                    row.id = UUID.randomUUID();
                    row.clientId = clientId;
                    row.memberId = memberId;
                    row.createdAt = now();
                    return row;
                });
    }

    private void change(PortalEntity row, URI clientEndpoint, TokenPair tokens, Optional<String> applicationToken) {
        row.clientEndpoint = clientEndpoint.toString();
        secrets.putTokens(row, tokens);
        applicationToken.ifPresent(token -> secrets.putApplicationToken(row, token));
        row.state = PortalState.ACTIVE.word();
        row.reason = null;
        row.refreshClaimedUntil = null;
        row.refreshSequence++;
        row.refreshedAt = now();
        row.unrenewedSince = null;
        row.probeAt = null;
        row.probes = 0;
        row.updatedAt = now();
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
