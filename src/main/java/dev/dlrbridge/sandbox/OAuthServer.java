package dev.dlrbridge.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Applications and the token chains of their installations; thread-safe. */
final class OAuthServer {
    // https://apidocs.bitrix24.com/settings/oauth/auto-renewal.html
    private static final Duration REFRESH_TOKEN_LIFE = Duration.ofDays(180);
    private static final int TOKEN_LENGTH = 70;

    private final Clock clock;
    private final Random random;
    private final Map<String, Application> applications = new ConcurrentHashMap<>();
    private final Map<String, AccessToken> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, RefreshToken> refreshTokens = new ConcurrentHashMap<>();

    OAuthServer(Clock clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    void put(Application application) {
        applications.put(application.clientId(), application);
    }

    Optional<Application> application(String clientId) {
        return Optional.ofNullable(applications.get(clientId));
    }

    /** The token as the server knows it, expired or not; null when unknown or refreshed away. */
    AccessToken access(String token) {
        return accessTokens.get(token);
    }

    /** A new chain, independent of all others. */
    TokenPair issue(Portal portal, String clientId, int userId) {
        return pair(chain(portal, clientId, userId));
    }

    /** Rotates a pair; {@code strictRefresh} of the portal decides whether the old one dies. */
    synchronized RefreshToken refresh(String clientId, String clientSecret, String refreshToken) throws RestError {
        var application = application(clientId).orElseThrow(() -> error("wrong_client", 200));
        if (!application.clientSecret().equals(clientSecret)) {
            throw error("invalid_client", 400);
        }
        var used = find(clientId, refreshToken).orElseThrow(() -> error("invalid_grant", 400));
        var portal = used.access.portal;
        if (!portal.settings().installed()) {
            throw error("NOT_INSTALLED", 401);
        }
        if (portal.settings().strictRefresh()) {
            refreshTokens.remove(used.token);
            accessTokens.remove(used.access.token);
        }
        portal.counters.refreshes.incrementAndGet();
        return chain(portal, clientId, used.access.userId);
    }

    /** Whose refresh token this is, if it is alive and this application's. */
    Optional<RefreshToken> find(String clientId, String refreshToken) {
        return Optional.ofNullable(refreshTokens.get(refreshToken))
                .filter(known -> known.access.clientId.equals(clientId))
                .filter(known -> clock.millis() < known.expiresAtMillis);
    }

    TokenPair pair(RefreshToken refresh) {
        var expiresAt = Instant.ofEpochMilli(refresh.access.expiresAtMillis);
        return new TokenPair(refresh.access.token, refresh.token, expiresAt, refresh.access.portal.applicationToken);
    }

    void expireAccessTokens(Portal portal) {
        var now = clock.millis();
        refreshTokens.values().stream()
                .map(refresh -> refresh.access)
                .filter(access -> access.portal == portal)
                .forEach(access -> access.expiresAtMillis = Math.min(access.expiresAtMillis, now));
    }

    void expireRefreshTokens(Portal portal) {
        var now = clock.millis();
        refreshTokens.values().stream()
                .filter(refresh -> refresh.access.portal == portal)
                .forEach(refresh -> refresh.expiresAtMillis = Math.min(refresh.expiresAtMillis, now));
    }

    void forget(Portal portal) {
        accessTokens.values().removeIf(access -> access.portal == portal);
        refreshTokens.values().removeIf(refresh -> refresh.access.portal == portal);
    }

    void clear() {
        applications.clear();
        accessTokens.clear();
        refreshTokens.clear();
    }

    /** Random hexadecimal digits. */
    String newSecret(int length) {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    private RefreshToken chain(Portal portal, String clientId, int userId) {
        var now = clock.millis();
        var expiresAt = now + portal.settings().accessTokenSeconds() * 1000;
        var access = new AccessToken(newSecret(TOKEN_LENGTH), clientId, userId, portal, expiresAt);
        var refresh = new RefreshToken(newSecret(TOKEN_LENGTH), access, now + REFRESH_TOKEN_LIFE.toMillis());
        accessTokens.put(access.token, access);
        refreshTokens.put(refresh.token, refresh);
        return refresh;
    }

    private static RestError error(String code, int status) {
        return new RestError(code, code.replace('_', ' ').toLowerCase(java.util.Locale.ROOT), status);
    }
}
