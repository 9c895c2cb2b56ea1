package dev.dlrbridge.admin.access;

import dev.dlrbridge.net.AddressRange;
import dev.dlrbridge.net.ClientAddress;
import dev.dlrbridge.net.ServerLimits;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells whose a token is that somebody shows; guesses are slowed down. */
@ApplicationScoped
public class TokenCheck {
    private static final int MOST_PROVED = 1_000;

    private final KnownTokens tokens;
    private final ClientAddress addresses;
    private final FailedAttempts failures = new FailedAttempts(System::nanoTime);
    /** Tokens that were valid once: who has one does not guess, and is not locked out by others behind his address. */
    private final Set<ByteBuffer> proved = Collections.synchronizedSet(Collections.newSetFromMap(new Latest()));

    TokenCheck(KnownTokens tokens, ClientAddress addresses) {
        this.tokens = tokens;
        this.addresses = addresses;
    }

    public Result of(String token, HttpServerRequest request) {
        byte[] hash = KnownTokens.hash(token);
        String address = address(request);
        if (!proved.contains(ByteBuffer.wrap(hash)) && failures.isBlocked(address)) {
            return new Result(Optional.empty(), true);
        }
        Optional<KnownToken> known = tokens.withHash(hash);
        if (known.isEmpty()) {
            failures.add(address);
        } else {
            proved.add(ByteBuffer.wrap(hash));
        }
        return new Result(known, false);
    }

    /** Who asks by a valid token, from where; his connection is not ended for those of strangers. */
    SecurityIdentity identity(KnownToken token, HttpServerRequest request) {
        ServerLimits.keep(request);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new Caller(token.name(), token.role(), token.applications(), address(request)))
                .addRoles(token.role().included())
                .build();
    }

    private String address(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        return AddressRange.callerAt(
                addresses.of(peer, headers(request.headers())).orElse(peer));
    }

    private static Map<String, List<String>> headers(MultiMap headers) {
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.names().forEach(name -> values.put(name, headers.getAll(name)));
        return values;
    }

    /** @param blocked whether the token was not looked at, since too many wrong ones came from there */
    public record Result(Optional<KnownToken> token, boolean blocked) {}

    /** Forgets the oldest. */
    private static final class Latest extends LinkedHashMap<ByteBuffer, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
            return size() > MOST_PROVED;
        }
    }
}
