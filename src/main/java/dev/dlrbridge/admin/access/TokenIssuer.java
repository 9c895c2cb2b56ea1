package dev.dlrbridge.admin.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Makes and revokes tokens; this replica knows of it at once, others after ten seconds. */
@ApplicationScoped
public class TokenIssuer {
    private static final int TOKEN_BYTES = 32;

    private final AdminTokens tokens;
    private final KnownTokens known;
    private final SecureRandom random;

    TokenIssuer(AdminTokens tokens, KnownTokens known, SecureRandom random) {
        this.tokens = tokens;
        this.known = known;
        this.random = random;
    }

    /**
     * @param applications the only ones that it may see and change; empty: all
     * @param expiresAt null: never
     * @return the token, which is kept nowhere; empty when there is or was one of this name
     */
    public Uni<Optional<String>> issue(
            String name, Role role, Set<String> applications, Instant expiresAt, String createdBy) {
        String token = newToken();
        return tokens.add(new KnownToken(name, role, applications, KnownTokens.hash(token), expiresAt), createdBy)
                .call(known::refresh)
                .map(added -> added ? Optional.of(token) : Optional.empty());
    }

    /** False when there is no valid token of this name. */
    public Uni<Boolean> revoke(String name) {
        return tokens.revoke(name).call(known::refresh);
    }

    private String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
