package dev.dlrbridge.sandbox.portal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A portal's cache of the OAuth server's answers about tokens, good and bad.
 *
 * <p>It is why a token that was refreshed away may still be accepted until its own expiry.
 */
public final class TokenChecks {
    private static final int TOKENS = 1_000;

    private final Map<String, Check> byToken = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Check> eldest) {
            return size() > TOKENS;
        }
    };

    /** The token as known to the cache or else to the server; null when it was refused. */
    public synchronized AccessToken check(
            String token, long nowMillis, long keepSeconds, Function<String, AccessToken> server) {
        var known = byToken.get(token);
        if (known == null || nowMillis >= known.untilMillis) {
            known = new Check(server.apply(token), nowMillis + keepSeconds * 1000);
            byToken.put(token, known);
        }
        return known.access;
    }

    /** Ends the life of every token known here, of those the server has forgotten as well. */
    synchronized void expireAll(long nowMillis) {
        byToken.values().stream()
                .filter(check -> check.access != null)
                .forEach(check -> check.access.expiresAtMillis = Math.min(check.access.expiresAtMillis, nowMillis));
    }

    synchronized void clear() {
        byToken.clear();
    }

    private record Check(AccessToken access, long untilMillis) {}
}
