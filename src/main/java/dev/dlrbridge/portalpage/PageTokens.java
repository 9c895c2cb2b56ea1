package dev.dlrbridge.portalpage;

import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.tenant.secret.UnreadableSecretException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What an opened page proves by that it is one: who opened it and until when, encrypted and authenticated by the keyset, kept
 * nowhere. Browsers block the cookies of frames, so that the page holds it and sends it in a header.
 */
@Singleton
class PageTokens {
    static final String HEADER = "Page-Token";
    /** One that is not used for so long is over. */
    static final Duration LIFE = Duration.ofMinutes(15);
    /** Then Bitrix24 has to say anew who it is, and whether he is an administrator still. */
    static final Duration LONGEST = Duration.ofHours(2);

    private static final Duration RENEWED_AFTER = Duration.ofMinutes(5);
    private static final int LONGEST_TEXT = 1_000;
    private static final String TABLE = "page";
    private static final String COLUMN = "token";
    private static final String ISSUED = "issued";

    private final SecretBox box;
    private final Clock clock;

    PageTokens(SecretBox box, Clock clock) {
        this.box = box;
        this.clock = clock;
    }

    /** A token, with when it was made. */
    record Known(Visitor visitor, Instant issued) {}

    String issue(Visitor visitor) {
        byte[] content = visitor.toJson()
                .put(ISSUED, clock.instant().getEpochSecond())
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(box.seal(TABLE, COLUMN, "", content));
    }

    /** Empty when it is over, or none of ours. */
    Optional<Known> read(String token) {
        return content(token).map(PageTokens::known).filter(this::isValid);
    }

    /** Another token where this one should not be used for much longer. */
    Optional<String> renewed(Known known) {
        return Optional.of(known)
                .filter(old -> clock.instant().isAfter(old.issued().plus(RENEWED_AFTER)))
                .map(old -> issue(old.visitor()));
    }

    private boolean isValid(Known known) {
        Instant now = clock.instant();
        return now.isBefore(known.issued().plus(LIFE))
                && now.isBefore(known.visitor().opened().plus(LONGEST));
    }

    private Optional<JsonObject> content(String token) {
        if (token == null || token.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            byte[] content = box.open(TABLE, COLUMN, "", Base64.getUrlDecoder().decode(token));
            return Optional.of(new JsonObject(new String(content, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | UnreadableSecretException e) {
            return Optional.empty();
        }
    }

    private static Known known(JsonObject content) {
        return new Known(Visitor.ofJson(content), Instant.ofEpochSecond(content.getLong(ISSUED)));
    }
}
