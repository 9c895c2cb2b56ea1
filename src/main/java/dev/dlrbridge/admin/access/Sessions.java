package dev.dlrbridge.admin.access;

import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.tenant.secret.Sha256;
import dev.dlrbridge.tenant.secret.UnreadableSecretException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Sessions of the console, kept nowhere: a cookie holds, encrypted, which token it was begun with and when it ends. Each
 * request asks whether that token is valid still, so that a session ends when its token is revoked.
 */
@ApplicationScoped
public class Sessions {
    public static final String COOKIE = "dlrbridge-session";
    public static final Duration LIFE = Duration.ofHours(8);

    private static final String TABLE = "session";
    private static final String COLUMN = "cookie";
    private static final String FORM = "form\0";
    private static final int HASH_BYTES = 32;
    private static final int LONGEST = 512;

    private final SecretBox secrets;
    private final KnownTokens tokens;
    private final Clock clock;

    Sessions(SecretBox secrets, KnownTokens tokens, Clock clock) {
        this.secrets = secrets;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @return the cookie's value */
    public String begin(KnownToken token) {
        byte[] content = ByteBuffer.allocate(HASH_BYTES + Long.BYTES)
                .put(token.hash())
                .putLong(clock.instant().plus(LIFE).getEpochSecond())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.seal(TABLE, COLUMN, "", content));
    }

    /** The token whose session it is; empty when it has ended, was made up, or its token is not valid any more. */
    Optional<KnownToken> token(String cookie) {
        return content(cookie)
                .filter(content -> clock.instant().isBefore(Instant.ofEpochSecond(content.getLong(HASH_BYTES))))
                .flatMap(content -> tokens.withHash(hash(content)));
    }

    /** What each form of a session carries: nobody can know it who does not know the cookie. */
    public static String formToken(String cookie) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(FORM + cookie));
    }

    private Optional<ByteBuffer> content(String cookie) {
        if (cookie == null || cookie.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] content =
                    secrets.open(TABLE, COLUMN, "", Base64.getUrlDecoder().decode(cookie));
            return Optional.of(ByteBuffer.wrap(content));
        } catch (IllegalArgumentException | UnreadableSecretException e) {
            return Optional.empty();
        }
    }

    private static byte[] hash(ByteBuffer content) {
        byte[] hash = new byte[HASH_BYTES];
        content.get(0, hash);
        return hash;
    }
}
