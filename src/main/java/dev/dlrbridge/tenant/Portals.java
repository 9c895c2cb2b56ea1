package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.AddressRule;
import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.callback.KeyHash;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The portals in which the applications are installed. */
@ApplicationScoped
public class Portals {
    private static final Duration AFTER_INSTALL = Duration.ofMinutes(1);

    private final Statements statements;
    private final PortalSecrets secrets;
    private final ChannelCache cache;
    private final AddressRule addresses;
    private final Clock clock;
    private final Outbox outbox;
    private final Event<PortalWoken> woken;

    Portals(
            Statements statements,
            PortalSecrets secrets,
            ChannelCache cache,
            AddressRule addresses,
            Clock clock,
            Outbox outbox,
            Event<PortalWoken> woken) {
        this.statements = statements;
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
        return statements
                .transaction(transaction -> stored(
                        transaction, new Put(clientId, memberId, clientEndpoint, tokens, applicationToken, seen)))
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
        Put put = new Put(clientId, memberId, clientEndpoint, tokens, applicationToken, SeenVersion.ANY);
        return statements
                .transaction(transaction -> transaction
                        .count(PortalSql.USE_PROOF, Tuple.of(Buffer.buffer(proof)))
                        .chain(used -> used == 0
                                ? Uni.createFrom().item(Optional.<Portal>empty())
                                : stored(transaction, put)
                                        .call(portal ->
                                                transaction.count(PortalSql.INSTALLED, installed(portal, language)))
                                        .map(Optional::of)))
                .invoke(installed ->
                        installed.ifPresent(portal -> woken.fire(new PortalWoken(portal.id(), portal.account()))));
    }

    /** Finds a portal by its application and account. */
    public Uni<Optional<Portal>> find(String clientId, String memberId) {
        return statements.first(PortalSql.FIND_OF_ACCOUNT, Tuple.of(clientId, memberId), Portal::of);
    }

    /** An application's portals among the given accounts, by {@code member_id}. */
    public Uni<Map<String, Portal>> ofAccounts(String clientId, Set<String> memberIds) {
        return statements
                .list(PortalSql.LIST_OF_ACCOUNTS, Tuple.of(clientId, memberIds.toArray(String[]::new)), Portal::of)
                .map(found -> found.stream().collect(Collectors.toMap(Portal::account, Function.identity())));
    }

    /** Finds a portal by its id. */
    public Uni<Optional<Portal>> byId(UUID id) {
        return statements.first(PortalSql.FIND, Tuple.of(id), Portal::of);
    }

    /** An application's portals in some states, in the order of their {@code member_id}, from the one after the given. */
    public Uni<List<Portal>> list(String clientId, Set<PortalState> states, Optional<String> afterMemberId, int limit) {
        String[] words = states.stream().map(PortalState::word).toArray(String[]::new);
        return statements.list(PortalSql.LIST, Tuple.of(clientId, afterMemberId.orElse(""), words, limit), Portal::of);
    }

    /** Notes what the portal's plan permits; null: it is not known. Its lane learns it within a third of a lease. */
    public Uni<Boolean> limitRequests(UUID id, RequestLimit limit) {
        return statements
                .count(PortalSql.LIMIT_REQUESTS, Tuple.of(id, limit == null ? null : limit.word(), now()))
                .map(rows -> rows == 1);
    }

    /** Compares in constant time; false when the portal or its token is not known. */
    public Uni<Boolean> hasApplicationToken(String clientId, String memberId, String claimed) {
        return statements
                .first(
                        PortalSql.READ_APPLICATION_TOKEN,
                        Tuple.of(clientId, memberId),
                        row -> MessageDigest.isEqual(
                                secrets.applicationToken(row).getBytes(StandardCharsets.UTF_8),
                                claimed.getBytes(StandardCharsets.UTF_8)))
                .map(same -> same.orElse(false));
    }

    /** Removes a portal with its channels, and has all its other rows removed; false if there is none. */
    public Uni<Boolean> erase(UUID id, ErasureCause cause) {
        List<KeyHash> keys = new ArrayList<>();
        return statements
                .transaction(transaction -> transaction
                        .list(ChannelSql.KEYS_OF_PORTAL, Tuple.of(id), ChannelRow::keyHashes)
                        .invoke(found -> found.forEach(keys::addAll))
                        .call(() -> transaction.count(PortalSql.NOTE_ERASURE, Tuple.of(id, cause.word())))
                        .call(() -> cause == ErasureCause.UNINSTALL
                                ? tellOfEnd(transaction, id)
                                : Uni.createFrom().voidItem())
                        .chain(() -> transaction.count(PortalSql.DELETE, Tuple.of(id))))
                .invoke(() -> cache.forget(keys))
                .map(deleted -> deleted == 1);
    }

    private Uni<Portal> stored(Statements transaction, Put put) {
        return locked(transaction, put)
                .invoke(present -> put.seen.require(present.map(Portal::version).orElse(null)))
                .chain(present -> written(transaction, put, present))
                // Another has added it meanwhile, and has committed: now it is found.
                .chain(stored ->
                        stored.map(portal -> Uni.createFrom().item(portal)).orElseGet(() -> stored(transaction, put)));
    }

    private static Uni<Optional<Portal>> locked(Statements transaction, Put put) {
        return transaction
                .first(PortalSql.LOCK_OF_ACCOUNT, Tuple.of(put.clientId, put.memberId), Portal::of)
                .call(present -> present.isPresent()
                        ? Uni.createFrom().voidItem()
                        : transaction
                                .first(ApplicationSql.FIND, Tuple.of(put.clientId), Application::of)
                                .invoke(application -> application.orElseThrow(UnknownApplicationException::new)));
    }

    private Uni<Optional<Portal>> written(Statements transaction, Put put, Optional<Portal> present) {
        Tuple values = values(put, present.map(Portal::id).orElseGet(UUID::randomUUID));
        boolean wasParked =
                present.filter(portal -> portal.state() == PortalState.PARKED).isPresent();
        return transaction
                .first(PortalSql.PUT, values, Portal::of)
                .call(stored -> wasParked
                        ? tell(transaction, stored.orElseThrow().inEvents(), EventKind.PORTAL_RESUMED)
                        : Uni.createFrom().voidItem());
    }

    private Tuple values(Put put, UUID id) {
        URI endpoint = addresses.requirePortal(put.clientEndpoint);
        Tuple values = Tuple.of(id, put.clientId, put.memberId, endpoint.toString());
        secrets.addTo(values, id, put.tokens, put.applicationToken);
        return values.addOffsetDateTime(now());
    }

    private Tuple installed(Portal portal, Optional<String> language) {
        return Tuple.of(portal.id(), language.orElse(null), now(), now().plus(AFTER_INSTALL));
    }

    /** Its other events go with it. */
    private Uni<?> tellOfEnd(Statements transaction, UUID id) {
        return transaction
                .first(PortalSql.FIND, Tuple.of(id), EventPortal::of)
                .call(found -> found.isPresent()
                        ? tell(transaction, found.get().gone(), EventKind.PORTAL_UNINSTALLED)
                        : Uni.createFrom().voidItem());
    }

    private Uni<?> tell(Statements transaction, EventPortal portal, EventKind kind) {
        return outbox.write(transaction, List.of(PortalEvent.of(kind, portal, Map.of())));
    }

    /** To the microsecond, as the database keeps it. */
    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private record Put(
            String clientId,
            String memberId,
            URI clientEndpoint,
            TokenPair tokens,
            Optional<String> applicationToken,
            SeenVersion seen) {}
}
