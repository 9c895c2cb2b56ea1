package dev.dlrbridge.tenant;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.callback.KeyHash;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The channels through which reports come in. */
@Singleton
public class Channels {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{22,128}");

    private final Statements statements;
    private final ChannelSecrets secrets;
    private final ChannelRows rows;
    private final KeyLookUp lookUp;
    private final KeyIndex index;
    private final ChannelCache cache;

    Channels(
            Statements statements,
            ChannelSecrets secrets,
            ChannelRows rows,
            KeyLookUp lookUp,
            KeyIndex index,
            ChannelCache cache) {
        this.statements = statements;
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
        return create(ChannelSql.CREATE_OF_PORTAL, portalId, gateway, values)
                .map(created -> created.orElseThrow(UnknownPortalException::new));
    }

    /**
     * Adds a channel for all portals of an application; the values must be valid. Fails with
     * {@link UnknownApplicationException}.
     */
    public Uni<CreatedChannel> createOfApplication(String clientId, String gateway, ChannelValues values) {
        return create(ChannelSql.CREATE_OF_APPLICATION, clientId, gateway, values)
                .map(created -> created.orElseThrow(UnknownApplicationException::new));
    }

    private Uni<Optional<CreatedChannel>> create(String sql, Object owner, String gateway, ChannelValues values) {
        String key = rows.newKey();
        return statements
                .first(sql, rows.create(owner, gateway, values, key), this::stored)
                .map(created -> created.map(stored -> new CreatedChannel(stored, key)))
                .invoke(() -> cache.forget(KeyHash.of(key)));
    }

    /** Finds a channel by its id. */
    public Uni<Optional<Channel>> find(UUID id) {
        return stored(id).map(found -> found.map(StoredChannel::channel));
    }

    /** Finds a channel by its id, with what is known of its row. */
    public Uni<Optional<StoredChannel>> stored(UUID id) {
        return statements.first(ChannelSql.FIND, Tuple.of(id), this::stored);
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
        return statements
                .first(ChannelSql.FIND_OF_SENDER, Tuple.of(senderCode, portalId, clientId), ChannelRow::of)
                .map(found -> found.map(row -> new CreatedChannel(rows.stored(row), secrets.key(row))));
    }

    /** Whether the text has the form of a callback key. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** A portal's channels in the order of their creation. */
    public Uni<List<Channel>> listOf(UUID portalId) {
        return statements.list(
                ChannelSql.LIST_OF_PORTAL, Tuple.of(portalId), row -> secrets.channel(ChannelRow.of(row)));
    }

    /** A portal's channels in the order of their ids, from the one after the given; of one gateway, or of all. */
    public Uni<List<StoredChannel>> list(UUID portalId, Optional<String> gateway, UUID after, int limit) {
        return list(ChannelSql.PAGE_OF_PORTAL, portalId, gateway, after, limit);
    }

    /** The same of an application's own channels. */
    public Uni<List<StoredChannel>> listOfApplication(
            String clientId, Optional<String> gateway, UUID after, int limit) {
        return list(ChannelSql.PAGE_OF_APPLICATION, clientId, gateway, after, limit);
    }

    private Uni<List<StoredChannel>> list(String sql, Object owner, Optional<String> gateway, UUID after, int limit) {
        return statements.list(sql, Tuple.of(owner, after, gateway.orElse(null), limit), this::stored);
    }

    /**
     * Changes a channel; empty if there is none. Fails with {@link ChangedMeanwhileException}, or with what {@code change}
     * throws; nothing is changed then.
     *
     * @param change makes the new values of the present ones; their pattern must be valid
     */
    public Uni<Optional<StoredChannel>> change(
            UUID id, Function<StoredChannel, ChannelValues> change, SeenVersion seen) {
        return changed(id, ChannelSql.CHANGE, row -> {
            StoredChannel present = rows.stored(row);
            seen.require(present.version());
            return rows.change(row, change.apply(present));
        });
    }

    /**
     * Gives a channel a new callback key; empty if there is no channel. The present key is valid for {@code grace} more,
     * and one that was replaced before is valid no longer.
     */
    public Uni<Optional<RotatedKey>> rotateKey(UUID id, Duration grace) {
        String key = rows.newKey();
        return changed(id, ChannelSql.ROTATE_KEY, row -> rows.rotateKey(row, key, grace))
                .map(changed -> changed.map(stored -> new RotatedKey(stored, key)))
                .invoke(() -> cache.forget(KeyHash.of(key)));
    }

    /** @param values makes what the statement writes of the present row */
    private Uni<Optional<StoredChannel>> changed(UUID id, String sql, Function<ChannelRow, Tuple> values) {
        List<KeyHash> known = new ArrayList<>();
        return statements
                .transaction(transaction -> transaction
                        .first(ChannelSql.LOCK, Tuple.of(id), row -> row)
                        .chain(() -> transaction.first(ChannelSql.FIND, Tuple.of(id), ChannelRow::of))
                        .invoke(found -> found.ifPresent(row -> known.addAll(row.keyHashes())))
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(Optional.<StoredChannel>empty())
                                : transaction.first(sql, values.apply(found.get()), this::stored)))
                .invoke(() -> cache.forget(known));
    }

    /** The callback key in clear, for an operator who asks for it. */
    public Uni<Optional<String>> reveal(UUID id) {
        return statements.first(ChannelSql.FIND, Tuple.of(id), row -> secrets.key(ChannelRow.of(row)));
    }

    /** Removes a channel; false if there is none. */
    public Uni<Boolean> delete(UUID id) {
        return statements
                .first(ChannelSql.DELETE, Tuple.of(id), ChannelRow::keyHashes)
                .invoke(deleted -> deleted.ifPresent(cache::forget))
                .map(Optional::isPresent);
    }

    private StoredChannel stored(Row row) {
        return rows.stored(ChannelRow.of(row));
    }
}
