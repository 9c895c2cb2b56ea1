package dev.dlrbridge.tenant;

import dev.dlrbridge.tenant.callback.KeyHash;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The channels through which reports come in. */
@ApplicationScoped
public class Channels {
    private static final int KEY_BYTES = 16;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{22,128}");

    private static final String ALL =
            "select c, p from ChannelEntity c join PortalEntity p on p.id = c.portalId where ";

    private final Transactions transactions;
    private final ChannelSecrets secrets;
    private final KeyLookUp lookUp;
    private final KeyIndex index;
    private final ChannelCache cache;
    private final SecureRandom random;
    private final Clock clock;

    Channels(
            Transactions transactions,
            ChannelSecrets secrets,
            KeyLookUp lookUp,
            KeyIndex index,
            ChannelCache cache,
            SecureRandom random,
            Clock clock) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.lookUp = lookUp;
        this.index = index;
        this.cache = cache;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Adds a channel with a new callback key. Fails with {@link UnknownPortalException}.
     *
     * @param secrets the gateway's secrets by name
     * @param settings JSON values by name
     */
    public Uni<CreatedChannel> create(
            UUID portalId,
            String gateway,
            String senderCode,
            Map<String, List<String>> secrets,
            Map<String, Object> settings) {
        return create(portalId, gateway, new ChannelValues(senderCode, secrets, settings, Channel.USUAL_MESSAGE_ID));
    }

    /** Adds a channel with a new callback key; the values must be valid. Fails with {@link UnknownPortalException}. */
    public Uni<CreatedChannel> create(UUID portalId, String gateway, ChannelValues values) {
        String key = newKey();
        return transactions
                .run(() -> PortalEntity.<PortalEntity>findById(portalId)
                        .onItem()
                        .ifNull()
                        .failWith(UnknownPortalException::new)
                        .flatMap(portal -> row(portal, gateway, values, key)
                                .<ChannelEntity>persist()
                                .map(row -> new CreatedChannel(stored(row, portal), key))))
                .invoke(() -> cache.forget(KeyHash.of(key)));
    }

    /** Finds a channel by its id. */
    public Uni<Optional<Channel>> find(UUID id) {
        return transactions
                .run(() -> withPortal("c.id = ?1", id))
                .map(found -> found.stream().map(StoredChannel::channel).findFirst());
    }

    /** Finds a channel by its id, with what is known of its row. */
    public Uni<Optional<StoredChannel>> stored(UUID id) {
        return transactions
                .run(() -> withPortal("c.id = ?1", id))
                .map(found -> found.stream().findFirst());
    }

    /** Finds a channel by its callback key; what it says is old only while it is not heard what others have changed. */
    public Uni<Optional<Channel>> byKey(String key) {
        return cache.get(KeyHash.of(key), lookUp::find);
    }

    /** What is known of a callback key without asking the database: empty if that must be asked. */
    public Optional<Optional<Channel>> remembered(String key) {
        return cache.remembered(KeyHash.of(key));
    }

    /**
     * Finds a channel for whoever has asked for too many keys that do not exist: the database is asked once in a while for
     * all keys that there are, and else only for one of these. One that was made a moment ago may be missed.
     */
    public Uni<Optional<Channel>> byKeyThatExists(String key) {
        KeyHash hash = KeyHash.of(key);
        return index.mayHold(hash)
                .chain(may ->
                        may ? cache.get(hash, lookUp::find) : Uni.createFrom().item(Optional.empty()));
    }

    /** Whether the text has the form of a callback key. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** A portal's channels in the order of their creation. */
    public Uni<List<Channel>> listOf(UUID portalId) {
        return transactions
                .run(() -> withPortal("c.portalId = ?1 order by c.createdAt, c.id", portalId))
                .map(found -> found.stream().map(StoredChannel::channel).toList());
    }

    /** A portal's channels in the order of their ids, from the one after the given; of one gateway, or of all. */
    public Uni<List<StoredChannel>> list(UUID portalId, Optional<String> gateway, UUID after, int limit) {
        String query = ALL + "c.portalId = ?1 and c.id > ?2"
                + (gateway.isPresent() ? " and c.gateway = ?3" : "")
                + " order by c.id";
        return transactions.run(() -> Panache.getSession()
                .flatMap(session -> {
                    var selection = session.createSelectionQuery(query, Object[].class)
                            .setParameter(1, portalId)
                            .setParameter(2, after)
                            .setMaxResults(limit);
                    gateway.ifPresent(name -> selection.setParameter(3, name));
                    return selection.getResultList();
                })
                .map(this::stored));
    }

    /**
     * Changes a channel; empty if there is none. Fails with {@link ChangedMeanwhileException}, or with what {@code change}
     * throws; nothing is changed then.
     *
     * @param change makes the new values of the present ones; their pattern must be valid
     */
    public Uni<Optional<StoredChannel>> change(UUID id, Function<Channel, ChannelValues> change, SeenVersion seen) {
        return locked(id, row -> {
            StoredChannel present = stored(row.channel, row.portal);
            seen.require(present.version());
            put(row.channel, change.apply(present.channel()));
            row.channel.version++;
            return stored(row.channel, row.portal);
        });
    }

    /**
     * Gives a channel a new callback key; empty if there is no channel. The present key is valid for {@code grace} more,
     * and one that was replaced before is valid no longer.
     */
    public Uni<Optional<RotatedKey>> rotateKey(UUID id, Duration grace) {
        String key = newKey();
        return locked(id, row -> {
                    row.channel.previousKeyHash = row.channel.keyHash;
                    row.channel.previousKeyUntil = now().plus(grace);
                    row.channel.keyHash = KeyHash.of(key).bytes();
                    secrets.putKey(row.channel, key);
                    row.channel.version++;
                    return new RotatedKey(stored(row.channel, row.portal), key);
                })
                .invoke(() -> cache.forget(KeyHash.of(key)));
    }

    private <T> Uni<Optional<T>> locked(UUID id, Function<ChannelAndPortal, T> change) {
        List<KeyHash> known = new ArrayList<>();
        return transactions
                .run(() -> ChannelEntity.<ChannelEntity>findById(id, LockModeType.PESSIMISTIC_WRITE)
                        .flatMap(row -> row == null
                                ? Uni.createFrom().item(Optional.<T>empty())
                                : PortalEntity.<PortalEntity>findById(row.portalId)
                                        .map(portal -> {
                                            known.addAll(row.keyHashes());
                                            return Optional.of(change.apply(new ChannelAndPortal(row, portal)));
                                        })))
                .invoke(() -> cache.forget(known));
    }

    /** The callback key in clear, for an operator who asks for it. */
    public Uni<Optional<String>> reveal(UUID id) {
        return transactions.run(() -> ChannelEntity.<ChannelEntity>findById(id)
                .map(row -> Optional.ofNullable(row).map(secrets::key)));
    }

    /** Removes a channel; false if there is none. */
    public Uni<Boolean> delete(UUID id) {
        return transactions
                .run(() -> ChannelEntity.<ChannelEntity>findById(id)
                        .flatMap(row -> row == null
                                ? Uni.createFrom().item(Optional.<List<KeyHash>>empty())
                                : row.delete().replaceWith(Optional.of(row.keyHashes()))))
                .invoke(deleted -> deleted.ifPresent(cache::forget))
                .map(Optional::isPresent);
    }

    private Uni<List<StoredChannel>> withPortal(String condition, Object parameter) {
        return Panache.getSession()
                .flatMap(session -> session.createSelectionQuery(ALL + condition, Object[].class)
                        .setParameter(1, parameter)
                        .getResultList())
                .map(this::stored);
    }

    private List<StoredChannel> stored(List<Object[]> rows) {
        return rows.stream()
                .map(row -> stored((ChannelEntity) row[0], (PortalEntity) row[1]))
                .toList();
    }

    private StoredChannel stored(ChannelEntity row, PortalEntity portal) {
        return new StoredChannel(
                secrets.channel(row, portal.memberId, portal.clientId, portal.clientEndpoint),
                Long.toString(row.version),
                row.createdAt,
                Optional.ofNullable(row.previousKeyUntil));
    }

    private ChannelEntity row(PortalEntity portal, String gateway, ChannelValues values, String key) {
        ChannelEntity row = new ChannelEntity();
        row.id = UUID.randomUUID();
        row.portalId = portal.id;
        row.gateway = gateway;
        row.keyHash = KeyHash.of(key).bytes();
        secrets.putKey(row, key);
        put(row, values);
        row.createdAt = now();
        row.version = 1;
        return row;
    }

    private void put(ChannelEntity row, ChannelValues values) {
        row.senderCode = values.senderCode();
        secrets.putSecrets(row, values.secrets());
        row.settings = new JsonObject(Map.copyOf(values.settings())).encode();
        row.messageIdPattern = values.messageIdPattern();
    }

    private String newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private record ChannelAndPortal(ChannelEntity channel, PortalEntity portal) {}
}
