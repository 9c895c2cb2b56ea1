package dev.dlrbridge.tenant.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.AddressRule;
import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.bitrix24.ApiError;
import dev.dlrbridge.bitrix24.FailureKind;
import dev.dlrbridge.bitrix24.OAuthClient;
import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.PortalClient;
import dev.dlrbridge.bitrix24.RefusedAddressException;
import dev.dlrbridge.bitrix24.RenewedTokens;
import dev.dlrbridge.bitrix24.TokenInfo;
import dev.dlrbridge.tenant.Applications;
import dev.dlrbridge.tenant.install.Verdict.Proven;
import dev.dlrbridge.tenant.install.Verdict.Refuted;
import dev.dlrbridge.tenant.install.Verdict.Renewed;
import dev.dlrbridge.tenant.install.Verdict.Undecided;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Judges claims. Only the authorisation server is asked whether one is genuine; the portal, at the address which that
 * server confirms, is asked afterwards and only for the user's rights.
 */
@ApplicationScoped
class Verification {
    /** Answers that speak of the server, the subscription or our own secret, but not against the claim. */
    private static final Set<String> SAY_NOTHING = Set.of(
            "",
            "CONNECTION_ERROR",
            "ERROR_CORE",
            "ERROR_UNEXPECTED_ANSWER",
            "INTERNAL_SERVER_ERROR",
            "INVALID_CLIENT",
            "OVERLOAD_LIMIT",
            "PAYMENT_REQUIRED",
            "QUERY_LIMIT_EXCEEDED",
            "WRONG_CLIENT");

    private static final Predicate<String> USER =
            Pattern.compile("[1-9][0-9]{0,17}").asMatchPredicate();

    private final OAuthClient oauth;
    private final Applications applications;
    private final PortalClient portals;
    private final AddressRule addresses;

    Verification(OAuthClient oauth, Applications applications, PortalClient portals, AddressRule addresses) {
        this.oauth = oauth;
        this.applications = applications;
        this.portals = portals;
        this.addresses = addresses;
    }

    /** Judges a claim that may have waited. */
    Uni<Verdict> verify(InstallClaim claim) {
        return verify(claim, this::renewed);
    }

    /** Judges a claim that was made just now, so that an expired token speaks against it. */
    Uni<Verdict> verifyFresh(InstallClaim claim) {
        return verify(claim, expired -> Uni.createFrom().item(new Refuted()));
    }

    private Uni<Verdict> verify(InstallClaim claim, Function<InstallClaim, Uni<Verdict>> whenExpired) {
        return Uni.createFrom()
                .deferred(() -> {
                    addresses.requirePortal(claim.portal());
                    return oauth.tokenInfo(server(claim), claim.tokens().accessToken());
                })
                .flatMap(answer -> judge(claim, answer, whenExpired))
                .onFailure(RefusedAddressException.class)
                .recoverWithItem(new Refuted());
    }

    private URI server(InstallClaim claim) {
        return claim.serverEndpoint().orElseGet(oauth::defaultServer);
    }

    private Uni<Verdict> judge(
            InstallClaim claim, Answer<TokenInfo> answer, Function<InstallClaim, Uni<Verdict>> whenExpired) {
        if (answer instanceof Answer.Ok<TokenInfo> known) {
            return claim.isConfirmedBy(known.value())
                    ? rights(claim, known.value().clientEndpoint())
                    : Uni.createFrom().item(new Refuted());
        }
        if (answer instanceof Answer.Refused<TokenInfo> refused) {
            // Other dead tokens are ours: of a claim's, one that nobody knows is forged.
            return refused.error().is(ApiCode.EXPIRED_TOKEN)
                    ? whenExpired.apply(claim)
                    : Uni.createFrom().item(ofCode(refused.error()));
        }
        return Uni.createFrom().item(ofFailure(answer));
    }

    /** An event that has waited long has outlived its access token; its refresh token proves the same. */
    private Uni<Verdict> renewed(InstallClaim claim) {
        return applications
                .refresh(claim.clientId(), server(claim), claim.tokens().refreshToken())
                .map(result -> {
                    if (result instanceof Answer.Ok<RenewedTokens> renewed) {
                        return renewed.value()
                                .clientEndpoint()
                                .filter(endpoint -> claim.isConfirmedBy(
                                        renewed.value().memberId().orElse(""), endpoint))
                                .<Verdict>map(endpoint ->
                                        new Renewed(claim.with(renewed.value().pair())))
                                .orElseGet(Refuted::new);
                    }
                    return result instanceof Answer.Refused<RenewedTokens> refused
                            ? ofCode(refused.error())
                            : new Undecided();
                });
    }

    /** <a href="https://apidocs.bitrix24.com/api-reference/common/users/profile.html">profile</a> needs no scope. */
    private Uni<Verdict> rights(InstallClaim claim, URI portal) {
        return portals.call(new PortalAccess(portal, claim.tokens().accessToken()), "profile", Map.of())
                .map(result -> result.good()
                        .<Verdict>map(profile -> new Proven(portal, user(profile), isTrue(profile.path("ADMIN"))))
                        .orElseGet(() -> ofFailure(result)));
    }

    private static String user(JsonNode profile) {
        String id = profile.path("ID").asText();
        return USER.test(id) ? id : "";
    }

    private static Verdict ofCode(ApiError error) {
        return saysNothing(error) ? new Undecided() : new Refuted();
    }

    /** Whether an answer of the authorisation server leaves open whether the tokens are genuine. */
    static boolean saysNothing(ApiError error) {
        return SAY_NOTHING.contains(error.code());
    }

    private static Verdict ofFailure(Answer<?> answer) {
        return answer.equals(new Answer.Failed<>(FailureKind.ADDRESS_REFUSED)) ? new Refuted() : new Undecided();
    }

    private static boolean isTrue(JsonNode value) {
        return value.isBoolean()
                ? value.booleanValue()
                : Set.of("1", "Y", "true").contains(value.asText());
    }
}
