package dev.dlrbridge.tenant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The channels through which reports come in. */
@ApplicationScoped
public class Channels {
    private static final int KEY_BYTES = 16;

    private final Transactions transactions;
    private final ChannelSecrets secrets;
    private final ChannelCache cache;
    private final SecureRandom random;
    private final Clock clock;

    Channels(Transactions transactions, ChannelSecrets secrets, ChannelCache cache, SecureRandom random, Clock clock) {
        this.transactions = transactions;
        this.secrets = secrets;
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
        String key = newKey();
        return transactions
                .run(() -> PortalEntity.<PortalEntity>findById(portalId)
                        .onItem()
                        .ifNull()
                        .failWith(UnknownPortalException::new)
                        .flatMap(portal -> row(portal, gateway, senderCode, secrets, settings, key)
                                .<ChannelEntity>persist()
                                .map(row -> new CreatedChannel(this.secrets.channel(row, portal), key))))
                .call(created -> cache.forget(KeyHash.of(key)));
    }

    /** Finds a channel by its id. */
    public Uni<Optional<Channel>> find(UUID id) {
        return transactions
                .run(() -> withPortal("c.id = ?1", id))
                .map(found -> found.stream().findFirst());
    }

    /** Finds a channel by its callback key; what it says may be 10 s old. */
    public Uni<Optional<Channel>> byKey(String key) {
        KeyHash hash = KeyHash.of(key);
        return cache.get(
                hash,
                () -> transactions
                        .run(() -> withPortal("c.keyHash = ?1", hash.bytes()))
                        .map(found -> found.stream().findFirst()));
    }

    /** A portal's channels in the order of their creation. */
    public Uni<List<Channel>> listOf(UUID portalId) {
        return transactions.run(() -> withPortal("c.portalId = ?1 order by c.createdAt, c.id", portalId));
    }

    /** The callback key in clear, for an operator who asks for it. */
    public Uni<Optional<String>> reveal(UUID id) {
        return transactions.run(() -> ChannelEntity.<ChannelEntity>findById(id)
                .map(row -> Optional.ofNullable(row).map(secrets::key)));
    }

    /** Removes a channel; false if there is none. Other replicas may know it for 10 s more. */
    public Uni<Boolean> delete(UUID id) {
        return transactions
                .run(() -> ChannelEntity.<ChannelEntity>findById(id)
                        .flatMap(row -> row == null
                                ? Uni.createFrom().item(Optional.<KeyHash>empty())
                                : row.delete().replaceWith(Optional.of(new KeyHash(row.keyHash)))))
                .call(deleted -> deleted.map(cache::forget)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .map(Optional::isPresent);
    }

    private Uni<List<Channel>> withPortal(String condition, Object parameter) {
        String query = "select c, p from ChannelEntity c join PortalEntity p on p.id = c.portalId where " + condition;
        return Panache.getSession()
                .flatMap(session -> session.createSelectionQuery(query, Object[].class)
                        .setParameter(1, parameter)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> secrets.channel((ChannelEntity) row[0], (PortalEntity) row[1]))
                        .toList());
    }

    private ChannelEntity row(
            PortalEntity portal,
            String gateway,
            String senderCode,
            Map<String, List<String>> gatewaySecrets,
            Map<String, Object> settings,
            String key) {
        ChannelEntity row = new ChannelEntity();
        row.id = UUID.randomUUID();
        row.portalId = portal.id;
        row.gateway = gateway;
        row.senderCode = senderCode;
        row.keyHash = KeyHash.of(key).bytes();
        secrets.put(row, key, gatewaySecrets);
        row.settings = new JsonObject(Map.copyOf(settings)).encode();
        row.messageIdPattern = Channel.USUAL_MESSAGE_ID;
        row.createdAt = now();
        return row;
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
}
