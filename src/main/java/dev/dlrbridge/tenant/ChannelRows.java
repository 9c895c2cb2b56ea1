package dev.dlrbridge.tenant;

import dev.dlrbridge.tenant.callback.KeyHash;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What stands in the rows of channels. */
@ApplicationScoped
class ChannelRows {
    private static final int KEY_BYTES = 16;

    private final ChannelSecrets secrets;
    private final SecureRandom random;
    private final Clock clock;

    ChannelRows(ChannelSecrets secrets, SecureRandom random, Clock clock) {
        this.secrets = secrets;
        this.random = random;
        this.clock = clock;
    }

    /** @param portal null of an application's channel */
    StoredChannel stored(ChannelEntity row, PortalEntity portal) {
        return new StoredChannel(
                portal == null
                        ? secrets.channel(row, null, row.clientId, null)
                        : secrets.channel(row, portal.memberId, portal.clientId, portal.clientEndpoint),
                Long.toString(row.version),
                row.createdAt,
                Optional.ofNullable(row.previousKeyUntil),
                ChannelValues.Given.ofJson(row.template));
    }

    ChannelEntity fill(ChannelEntity row, String clientId, String gateway, ChannelValues values, String key) {
        row.id = UUID.randomUUID();
        row.gateway = gateway;
        row.keyHash = KeyHash.of(key).bytes();
        secrets.putKey(row, key);
        put(row, clientId, values);
        row.createdAt = now();
        row.version = 1;
        return row;
    }

    /** @param clientId of the application whose template the channel may refer to */
    void put(ChannelEntity row, String clientId, ChannelValues values) {
        values.given().ifPresent(given -> row.template = given.toJson());
        row.senderCode = values.senderCode();
        secrets.putSecrets(row, clientId, values.secrets());
        row.settings = new JsonObject(Map.copyOf(values.settings())).encode();
        row.messageIdPattern = values.messageIdPattern();
    }

    String newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** To the microsecond, as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
