package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.bitrix24.CallerContext;
import dev.dlrbridge.bitrix24.FailureKind;
import dev.dlrbridge.bitrix24.OAuthClient;
import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.RenewedTokens;
import dev.dlrbridge.tenant.RefreshOutcome.Busy;
import dev.dlrbridge.tenant.RefreshOutcome.Current;
import dev.dlrbridge.tenant.RefreshOutcome.Refused;
import dev.dlrbridge.tenant.RefreshOutcome.Unavailable;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Access tokens, and their renewal: one at a time for a portal over all replicas, and the new pair is stored before
 * anyone sees it.
 */
@ApplicationScoped
public class Tokens {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** With two refreshes' own time-outs of 30 seconds, within the claim's 90. */
    private static final Duration LONGEST_STORING = Duration.ofSeconds(25);

    /** Answers of a server that is up, but not the authorisation server that we know. */
    private static final Set<FailureKind> MAKE_NO_SENSE =
            EnumSet.of(FailureKind.REDIRECT, FailureKind.NOT_JSON, FailureKind.UNEXPECTED);

    private final TokenStore store;
    private final OAuthClient oauth;
    private final ApplicationAlarms alarms;
    private final TenantMetrics metrics;
    private final Failures.Place failures;
    private final RefreshLimit limit;

    Tokens(
            TokenStore store,
            OAuthClient oauth,
            ApplicationAlarms alarms,
            TenantMetrics metrics,
            RefreshLimit limit,
            Failures failures) {
        this.store = store;
        this.oauth = oauth;
        this.alarms = alarms;
        this.metrics = metrics;
        this.limit = limit;
        this.failures = failures.at("tokens", Tokens.class);
    }

    /** What a call to this portal needs. Fails with {@link UnknownPortalException}. */
    public Uni<PortalAccess> access(UUID portalId) {
        return access(List.of(portalId))
                .map(found -> Optional.ofNullable(found.get(portalId)).orElseThrow(UnknownPortalException::new));
    }

    /** What calls to many portals need, by one statement; unknown portals are left out. */
    public Uni<Map<UUID, PortalAccess>> access(Collection<UUID> portalIds) {
        return store.access(portalIds);
    }

    /**
     * Gets an access token that is newer than the stale one, by at most one call to the authorisation server.
     *
     * <p>Fails with {@link UnknownPortalException}. A call whose answer is lost leaves the claim in place until it
     * lapses, since the server may still be at it. An application that is refused is not asked for again until it is
     * changed.
     */
    public Uni<RefreshOutcome> refresh(UUID portalId, String staleAccessToken) {
        return CallerContext.keep(store.read(portalId).flatMap(tokens -> {
            if (tokens.isNewerThan(staleAccessToken)) {
                return Uni.createFrom().item(new Current(tokens.access()));
            }
            return tokens.clientRefusals() >= ApplicationAlarms.REFUSED
                    ? Uni.createFrom().item(new Refused(ApiCode.INVALID_CLIENT.name(), false))
                    : limit.run(() -> claim(tokens));
        }));
    }

    /**
     * Has the portal looked for where it is now: a refresh tells its present address. {@link Busy} if that was done too
     * lately to be of use again.
     */
    public Uni<RefreshOutcome> lookUp(UUID portalId, String accessToken) {
        return CallerContext.keep(store.claimLookUp(portalId)
                .flatMap(claimed -> claimed
                        ? refresh(portalId, accessToken)
                        : Uni.createFrom().item(new Busy())));
    }

    /** A call with this portal's present access token succeeded: the pair before it is not needed any more. */
    public void worked(UUID portalId) {
        store.forgetPrevious(portalId)
                .subscribe()
                .with(done -> {}, fault -> failures.note("A previous pair is kept until the next refresh", fault));
    }

    /** Portals whose tokens were not renewed for so long that they should be, lest they lapse; the oldest first. */
    public Uni<Map<UUID, PortalAccess>> idle(int limit) {
        return store.idle(limit);
    }

    /** This portal sees the access token only in the body. */
    public void needsTokenInBody(UUID portalId) {
        store.needsTokenInBody(portalId)
                .subscribe()
                .with(
                        done -> {},
                        fault -> failures.note("Where a portal sees its token is found out again another time", fault));
    }

    private Uni<RefreshOutcome> claim(TokenRow tokens) {
        return store.claim(tokens)
                .flatMap(sequence ->
                        sequence.isEmpty() ? currentOr(tokens, new Busy()) : renew(tokens, sequence.getAsLong()));
    }

    private Uni<RefreshOutcome> renew(TokenRow tokens, long sequence) {
        return oauth.refresh(tokens.application(), tokens.refreshToken())
                .flatMap(result -> result.isRefused(ApiCode.INVALID_GRANT) && tokens.previousRefreshToken() != null
                        ? renewFromPrevious(tokens)
                        : Uni.createFrom().item(result))
                .invoke(metrics::refreshed)
                .flatMap(result -> settle(tokens, sequence, result));
    }

    /** The present pair never worked, so that the one before may still be good; it is tried once. */
    private Uni<Answer<RenewedTokens>> renewFromPrevious(TokenRow tokens) {
        return oauth.refresh(tokens.application(), tokens.previousRefreshToken())
                .call(result -> result.isRefused(ApiCode.INVALID_GRANT)
                        ? store.forgetPrevious(tokens.portalId())
                        : Uni.createFrom().voidItem());
    }

    private Uni<RefreshOutcome> settle(TokenRow tokens, long sequence, Answer<RenewedTokens> result) {
        if (result instanceof Answer.Ok<RenewedTokens> renewed) {
            return store(tokens, sequence, renewed.value());
        }
        if (result instanceof Answer.Refused<RenewedTokens> refused) {
            String code = refused.error().name();
            return store.unrenewed(tokens.portalId(), sequence, false)
                    .call(() -> noteRefusal(tokens, code))
                    .chain(lasting -> currentOr(tokens, new Refused(code, lasting)));
        }
        FailureKind kind = ((Answer.Failed<RenewedTokens>) result).kind();
        if (MAKE_NO_SENSE.contains(kind)) {
            return store.unrenewed(tokens.portalId(), sequence, kind.mayHaveRun())
                    .map(lasting -> lasting ? new Refused(kind.name(), true) : new Unavailable());
        }
        return kind.mayHaveRun()
                ? Uni.createFrom().item(new Unavailable())
                : store.release(tokens.portalId(), sequence).replaceWith(new Unavailable());
    }

    private Uni<Void> noteRefusal(TokenRow tokens, String code) {
        return ApplicationAlarms.CODES.contains(code)
                ? alarms.note(tokens.application().clientId(), code)
                : Uni.createFrom().voidItem();
    }

    /** The old pair is spent by now: a database that is away for a moment must not cost the new one. */
    private Uni<RefreshOutcome> store(TokenRow tokens, long sequence, RenewedTokens renewed) {
        Optional<URI> endpoint = renewed.clientEndpoint()
                .filter(address -> renewed.memberId().stream().allMatch(tokens.memberId()::equals));
        PortalAccess access = new PortalAccess(
                endpoint.orElse(tokens.access().clientEndpoint()),
                renewed.pair().accessToken(),
                tokens.access().tokenInBody());
        return Uni.createFrom()
                .deferred(() -> store.store(tokens, sequence, renewed, endpoint))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(LONGEST_STORING.toMillis())
                .call(() -> tokens.clientRefusals() > 0
                        ? alarms.clear(tokens.application().clientId())
                        : Uni.createFrom().voidItem())
                .flatMap(stored -> stored ? Uni.createFrom().item(new Current(access)) : currentOr(tokens, new Busy()));
    }

    private Uni<RefreshOutcome> currentOr(TokenRow stale, RefreshOutcome otherwise) {
        return store.read(stale.portalId())
                .map(now -> now.isNewerThan(stale.access().accessToken()) ? new Current(now.access()) : otherwise);
    }
}
