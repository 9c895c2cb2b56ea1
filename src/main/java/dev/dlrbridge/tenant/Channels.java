package dev.dlrbridge.tenant;

import dev.dlrbridge.tenant.callback.KeyHash;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The channels through which reports come in. */
@Singleton
public class Channels {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{22,128}");

    private static final String ALL =
            "select c, p from ChannelEntity c left join PortalEntity p on p.id = c.portalId where ";

    private final Transactions transactions;
    private final ChannelSecrets secrets;
    private final ChannelRows rows;
    private final KeyLookUp lookUp;
    private final KeyIndex index;
    private final ChannelCache cache;

    Channels(
            Transactions transactions,
            ChannelSecrets secrets,
            ChannelRows rows,
            KeyLookUp lookUp,
            KeyIndex index,
            ChannelCache cache) {
        this.transactions = transactions;
        this.secrets = secrets;
        this.rows = rows;
        this.lookUp = lookUp;
        this.index = index;
        this.cache = cache;
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
        return create(
                () -> PortalEntity.<PortalEntity>findById(portalId)
                        .onItem()
                        .ifNull()
                        .failWith(UnknownPortalException::new),
                (row, portal) -> row.portalId = portal.id,
                gateway,
                values);
    }

    /**
     * Adds a channel for all portals of an application; the values must be valid. Fails with
     * {@link UnknownApplicationException}.
     */
    public Uni<CreatedChannel> createOfApplication(String clientId, String gateway, ChannelValues values) {
        return create(
                () -> ApplicationEntity.<ApplicationEntity>findById(clientId)
                        .onItem()
                        .ifNull()
                        .failWith(UnknownApplicationException::new)
                        .map(application -> null),
                (row, none) -> row.clientId = clientId,
                gateway,
                values);
    }

    private Uni<CreatedChannel> create(
            Supplier<Uni<PortalEntity>> owner,
            BiConsumer<ChannelEntity, PortalEntity> assign,
            String gateway,
            ChannelValues values) {
        String key = rows.newKey();
        return transactions
                .run(() -> owner.get().flatMap(portal -> {
                    ChannelEntity row = new ChannelEntity();
                    assign.accept(row, portal);
                    return rows.fill(row, owner(row, portal), gateway, values, key)
                            .<ChannelEntity>persist()
                            .map(persisted -> new CreatedChannel(rows.stored(persisted, portal), key));
                }))
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

    /** The channel by which a portal sends as this sender, with its callback key: its own, else its application's; the latest. */
    public Uni<Optional<CreatedChannel>> ofSender(String clientId, UUID portalId, String senderCode) {
        String query = ALL + "c.senderCode = ?1 and (c.portalId = ?2 or c.clientId = ?3)"
                + " order by c.portalId nulls last, c.createdAt desc, c.id";
        return transactions.run(() -> Panache.getSession()
                .flatMap(session -> session.createSelectionQuery(query, Object[].class)
                        .setParameter(1, senderCode)
                        .setParameter(2, portalId)
                        .setParameter(3, clientId)
                        .setMaxResults(1)
                        .getResultList())
                .map(found -> found.stream()
                        .findFirst()
                        .map(row -> new CreatedChannel(
                                stored(List.<Object[]>of(row)).get(0), secrets.key((ChannelEntity) row[0])))));
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
        return list("c.portalId = ?1", portalId, gateway, after, limit);
    }

    /** The same of an application's own channels. */
    public Uni<List<StoredChannel>> listOfApplication(
            String clientId, Optional<String> gateway, UUID after, int limit) {
        return list("c.clientId = ?1", clientId, gateway, after, limit);
    }

    private Uni<List<StoredChannel>> list(String owned, Object owner, Optional<String> gateway, UUID after, int limit) {
        String query =
                ALL + owned + " and c.id > ?2" + (gateway.isPresent() ? " and c.gateway = ?3" : "") + " order by c.id";
        return transactions.run(() -> Panache.getSession()
                .flatMap(session -> {
                    var selection = session.createSelectionQuery(query, Object[].class)
                            .setParameter(1, owner)
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
    public Uni<Optional<StoredChannel>> change(
            UUID id, Function<StoredChannel, ChannelValues> change, SeenVersion seen) {
        return locked(id, row -> {
            StoredChannel present = rows.stored(row.channel, row.portal);
            seen.require(present.version());
            rows.put(row.channel, owner(row.channel, row.portal), change.apply(present));
            row.channel.version++;
            return rows.stored(row.channel, row.portal);
        });
    }

    /**
     * Gives a channel a new callback key; empty if there is no channel. The present key is valid for {@code grace} more,
     * and one that was replaced before is valid no longer.
     */
    public Uni<Optional<RotatedKey>> rotateKey(UUID id, Duration grace) {
        String key = rows.newKey();
        return locked(id, row -> {
                    row.channel.previousKeyHash = row.channel.keyHash;
                    row.channel.previousKeyUntil = rows.now().plus(grace);
                    row.channel.keyHash = KeyHash.of(key).bytes();
                    secrets.putKey(row.channel, key);
                    row.channel.version++;
                    return new RotatedKey(rows.stored(row.channel, row.portal), key);
                })
                .invoke(() -> cache.forget(KeyHash.of(key)));
    }

    /** Null of an application's channel. */
    private static Uni<PortalEntity> portalOf(ChannelEntity row) {
        return row.portalId == null ? Uni.createFrom().nullItem() : PortalEntity.findById(row.portalId);
    }

    private <T> Uni<Optional<T>> locked(UUID id, Function<ChannelAndPortal, T> change) {
        List<KeyHash> known = new ArrayList<>();
        return transactions
                .run(() -> ChannelEntity.<ChannelEntity>findById(id, LockModeType.PESSIMISTIC_WRITE)
                        .flatMap(row -> row == null
                                ? Uni.createFrom().item(Optional.<T>empty())
                                : portalOf(row).map(portal -> {
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

    private List<StoredChannel> stored(List<Object[]> found) {
        return found.stream()
                .map(row -> rows.stored((ChannelEntity) row[0], (PortalEntity) row[1]))
                .toList();
    }

    /** The application; its own channels have no portal. */
    private static String owner(ChannelEntity row, PortalEntity portal) {
        return portal == null ? row.clientId : portal.clientId;
    }

    private record ChannelAndPortal(ChannelEntity channel, PortalEntity portal) {}
}
