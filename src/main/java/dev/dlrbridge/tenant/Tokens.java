package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.CallerContext;
import dev.dlrbridge.bitrix24.OAuthClient;
import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.RefreshResult;
import dev.dlrbridge.bitrix24.RefreshResult.Failed;
import dev.dlrbridge.bitrix24.RefreshResult.Renewed;
import dev.dlrbridge.tenant.RefreshOutcome.Busy;
import dev.dlrbridge.tenant.RefreshOutcome.Current;
import dev.dlrbridge.tenant.RefreshOutcome.Refused;
import dev.dlrbridge.tenant.RefreshOutcome.Unavailable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Access tokens, and their renewal: one at a time for a portal over all replicas, and the new pair is stored before
 * anyone sees it.
 */
@ApplicationScoped
public class Tokens {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** With the refresh's own time-out, well within the claim's 90 seconds. */
    private static final Duration LONGEST_STORING = Duration.ofSeconds(45);

    private final TokenStore store;
    private final OAuthClient oauth;

    Tokens(TokenStore store, OAuthClient oauth) {
        this.store = store;
        this.oauth = oauth;
    }

    /** What a call to this portal needs. Fails with {@link UnknownPortalException}. */
    public Uni<PortalAccess> access(UUID portalId) {
        return access(List.of(portalId))
                .map(found -> Optional.ofNullable(found.get(portalId)).orElseThrow(UnknownPortalException::new));
    }

    /** The same for many portals by one statement; unknown ones are left out. */
    public Uni<Map<UUID, PortalAccess>> access(Collection<UUID> portalIds) {
        return store.access(portalIds);
    }

    /**
     * Gets an access token that is newer than the stale one, by at most one call to the authorisation server.
     *
     * <p>Fails with {@link UnknownPortalException}. A call whose answer is lost leaves the claim in place until it
     * lapses, since the server may still be at it.
     */
    public Uni<RefreshOutcome> refresh(UUID portalId, String staleAccessToken) {
        return CallerContext.keep(store.read(portalId)
                .flatMap(tokens -> tokens.isNewerThan(staleAccessToken)
                        ? Uni.createFrom().item(new Current(tokens.access()))
                        : claim(tokens)));
    }

    private Uni<RefreshOutcome> claim(TokenRow tokens) {
        return store.claim(tokens)
                .flatMap(sequence ->
                        sequence.isEmpty() ? currentOr(tokens, new Busy()) : renew(tokens, sequence.getAsLong()));
    }

    private Uni<RefreshOutcome> renew(TokenRow tokens, long sequence) {
        return oauth.refresh(tokens.application(), tokens.refreshToken())
                .flatMap(result -> settle(tokens, sequence, result));
    }

    private Uni<RefreshOutcome> settle(TokenRow tokens, long sequence, RefreshResult result) {
        if (result instanceof Renewed renewed) {
            return store(tokens, sequence, renewed);
        }
        if (result instanceof RefreshResult.Refused refused) {
            return store.release(tokens.portalId(), sequence)
                    .chain(() -> currentOr(tokens, new Refused(refused.code())));
        }
        return ((Failed) result).mayHaveRun()
                ? Uni.createFrom().item(new Unavailable())
                : store.release(tokens.portalId(), sequence).replaceWith(new Unavailable());
    }

    /** The old pair is spent by now: a database that is away for a moment must not cost the new one. */
    private Uni<RefreshOutcome> store(TokenRow tokens, long sequence, Renewed renewed) {
        Optional<URI> endpoint = renewed.clientEndpoint()
                .filter(address -> renewed.memberId().stream().allMatch(tokens.memberId()::equals));
        PortalAccess access = new PortalAccess(
                endpoint.orElse(tokens.access().clientEndpoint()),
                renewed.pair().accessToken());
        return Uni.createFrom()
                .deferred(() -> store.store(tokens, sequence, renewed, endpoint))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(LONGEST_STORING.toMillis())
                .flatMap(stored -> stored ? Uni.createFrom().item(new Current(access)) : currentOr(tokens, new Busy()));
    }

    private Uni<RefreshOutcome> currentOr(TokenRow stale, RefreshOutcome otherwise) {
        return store.read(stale.portalId())
                .map(now -> now.isNewerThan(stale.access().accessToken()) ? new Current(now.access()) : otherwise);
    }
}
