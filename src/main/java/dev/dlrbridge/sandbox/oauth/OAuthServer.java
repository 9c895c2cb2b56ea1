package dev.dlrbridge.sandbox.oauth;

import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.answer.SystemErrors;
import dev.dlrbridge.sandbox.portal.AccessToken;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.TokenIssuer;
import dev.dlrbridge.sandbox.portal.TokenPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Applications and the token chains of their installations; thread-safe. */
public final class OAuthServer implements TokenIssuer {
    // https://apidocs.bitrix24.com/settings/oauth/auto-renewal.html
    private static final Duration REFRESH_TOKEN_LIFE = Duration.ofDays(180);
    private static final int TOKEN_LENGTH = 70;
    private static final int MOST_KEPT = 10_000;

    private final Clock clock;
    private final Random random;
    private final Map<String, Application> applications = new ConcurrentHashMap<>();
    private final Map<String, AccessToken> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, RefreshToken> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, Portal> spent = new ConcurrentHashMap<>();

    public OAuthServer(Clock clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    public void put(Application application) {
        applications.put(application.clientId(), application);
    }

    /** The application with this secret, in place of the one known so far. */
    public void know(String clientId, String clientSecret) {
        applications.merge(
                clientId, Application.of(clientId, clientSecret), (known, same) -> known.withSecret(clientSecret));
    }

    /** All that are registered, by client id. */
    public List<Application> applications() {
        return applications.values().stream()
                .sorted(Comparator.comparing(Application::clientId))
                .toList();
    }

    public Optional<Application> application(String clientId) {
        return Optional.ofNullable(applications.get(clientId));
    }

    /** The token as the server knows it, expired or not; null when unknown or refreshed away. */
    public AccessToken access(String token) {
        var known = accessTokens.get(token);
        if (known != null && known.replaces != null) {
            refreshTokens.remove(known.replaces);
            known.replaces = null;
        }
        return known;
    }

    @Override
    public TokenPair issue(Portal portal, String clientId, int userId) {
        return pair(chain(portal, clientId, userId));
    }

    /** Rotates a pair; {@code strictRefresh} of the portal decides whether the old one dies. */
    synchronized RefreshToken refresh(String clientId, String clientSecret, String refreshToken) throws RestError {
        var application = application(clientId).orElseThrow(() -> SystemErrors.of("wrong_client"));
        if (!application.clientSecret().equals(clientSecret)) {
            throw SystemErrors.of("invalid_client");
        }
        var used = find(clientId, refreshToken).orElseThrow(() -> refused(refreshToken));
        var portal = used.access.portal;
        if (!portal.isInstalled()) {
            throw SystemErrors.of("NOT_INSTALLED");
        }
        if (!portal.isPaid()) {
            throw SystemErrors.of("PAYMENT_REQUIRED");
        }
        count(used);
        var next = chain(portal, clientId, used.access.userId);
        if (portal.settings().strictRefresh()) {
            refreshTokens.remove(used.token);
            accessTokens.remove(used.access.token);
            spent.put(used.token, portal);
        } else {
            next.access.replaces = used.token;
        }
        return next;
    }

    private RestError refused(String refreshToken) {
        var portal = spent.get(refreshToken);
        if (portal != null) {
            portal.counters.refusedRefreshes.incrementAndGet();
        }
        return SystemErrors.of("invalid_grant");
    }

    private void count(RefreshToken used) {
        var counters = used.access.portal.counters;
        counters.refreshes.incrementAndGet();
        if (used.used) {
            counters.repeatedRefreshes.incrementAndGet();
        } else if (clock.millis() < used.access.expiresAtMillis) {
            counters.needlessRefreshes.incrementAndGet();
        }
        used.used = true;
    }

    /** Whose refresh token this is, if it is alive and this application's. */
    public Optional<RefreshToken> find(String clientId, String refreshToken) {
        return Optional.ofNullable(refreshTokens.get(refreshToken))
                .filter(known -> known.access.clientId.equals(clientId))
                .filter(known -> clock.millis() < known.expiresAtMillis);
    }

    TokenPair pair(RefreshToken refresh) {
        var expiresAt = Instant.ofEpochMilli(refresh.access.expiresAtMillis);
        return new TokenPair(
                refresh.access.token,
                refresh.token,
                expiresAt,
                refresh.access.portal.applicationToken(refresh.access.clientId));
    }

    @Override
    public void expireAccessTokens(Portal portal) {
        var now = clock.millis();
        accessTokens.values().stream()
                .filter(access -> access.portal == portal)
                .forEach(access -> access.expiresAtMillis = Math.min(access.expiresAtMillis, now));
    }

    @Override
    public void expireRefreshTokens(Portal portal) {
        var now = clock.millis();
        refreshTokens.values().stream()
                .filter(refresh -> refresh.access.portal == portal)
                .forEach(refresh -> refresh.expiresAtMillis = Math.min(refresh.expiresAtMillis, now));
    }

    @Override
    public void forget(Portal portal) {
        accessTokens.values().removeIf(access -> access.portal == portal);
        refreshTokens.values().removeIf(refresh -> refresh.access.portal == portal);
        spent.values().removeIf(owner -> owner == portal);
    }

    /** All chains that can be refreshed; no more than 10,000. */
    public List<KeptChain> chains() {
        return refreshTokens.values().stream()
                .filter(refresh -> clock.millis() < refresh.expiresAtMillis)
                .limit(MOST_KEPT)
                .map(refresh -> new KeptChain(
                        refresh.access.portal.memberId(),
                        refresh.access.clientId,
                        refresh.access.userId,
                        refresh.access.token,
                        refresh.access.expiresAtMillis,
                        refresh.token,
                        refresh.expiresAtMillis))
                .toList();
    }

    /** Takes up a chain of earlier. */
    public void restore(KeptChain kept, Portal portal) {
        var access =
                new AccessToken(kept.accessToken(), kept.clientId(), kept.userId(), portal, kept.accessExpiresAt());
        accessTokens.put(access.token, access);
        refreshTokens.put(kept.refreshToken(), new RefreshToken(kept.refreshToken(), access, kept.refreshExpiresAt()));
    }

    public void clear() {
        applications.clear();
        accessTokens.clear();
        refreshTokens.clear();
        spent.clear();
    }

    @Override
    public String newSecret(int length) {
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
}
