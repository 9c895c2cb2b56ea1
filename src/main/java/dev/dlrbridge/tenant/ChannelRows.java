package dev.dlrbridge.tenant;

import dev.dlrbridge.tenant.callback.KeyHash;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What stands in the rows of channels: values for {@link ChannelSql}, and what is made of them. */
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

    StoredChannel stored(ChannelRow row) {
        return new StoredChannel(
                secrets.channel(row),
                Long.toString(row.version()),
                row.createdAt(),
                Optional.ofNullable(row.previousKeyUntil()),
                ChannelValues.Given.ofJson(row.template()));
    }

    /**
     * Values of a new row, from the first.
     *
     * @param owner a portal's id, or an application's
     */
    Tuple create(Object owner, String gateway, ChannelValues values, String key) {
        UUID id = UUID.randomUUID();
        String place = ChannelSecrets.place(owner, id);
        return Tuple.tuple()
                .addUUID(id)
                .addValue(owner)
                .addString(gateway)
                .addString(values.senderCode())
                .addValue(hash(key))
                .addValue(secrets.sealKey(place, key))
                .addValue(secrets.seal(place, values.secrets()))
                .addString(settings(values))
                .addString(values.messageIdPattern())
                .addString(given(values))
                .addOffsetDateTime(now());
    }

    /** Values of a changed row, from the first. */
    Tuple change(ChannelRow row, ChannelValues values) {
        return Tuple.tuple()
                .addUUID(row.id())
                .addString(values.senderCode())
                .addValue(secrets.sealOwn(row, values.secrets()))
                .addString(settings(values))
                .addString(values.messageIdPattern())
                .addString(given(values));
    }

    /** Values of a row with another key, from the first. */
    Tuple rotateKey(ChannelRow row, String key, Duration grace) {
        return Tuple.of(row.id(), hash(key), secrets.sealKey(ChannelSecrets.place(row), key), now().plus(grace));
    }

    private static Buffer hash(String key) {
        return Buffer.buffer(KeyHash.of(key).bytes());
    }

    private static String settings(ChannelValues values) {
        return new JsonObject(Map.copyOf(values.settings())).encode();
    }

    private static String given(ChannelValues values) {
        return values.given().map(ChannelValues.Given::toJson).orElse(null);
    }

    String newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** To the microsecond, as the database keeps it. */
    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
