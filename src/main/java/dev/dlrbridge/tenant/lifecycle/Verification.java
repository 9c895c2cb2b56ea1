package dev.dlrbridge.tenant.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.AddressRule;
import dev.dlrbridge.bitrix24.FailureKind;
import dev.dlrbridge.bitrix24.MethodResult;
import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.PortalMethods;
import dev.dlrbridge.bitrix24.RefreshResult;
import dev.dlrbridge.bitrix24.RefusedAddressException;
import dev.dlrbridge.bitrix24.TokenInfoClient;
import dev.dlrbridge.bitrix24.TokenInfoResult;
import dev.dlrbridge.bitrix24.TokenInfoResult.Known;
import dev.dlrbridge.tenant.Applications;
import dev.dlrbridge.tenant.lifecycle.Verdict.Proven;
import dev.dlrbridge.tenant.lifecycle.Verdict.Refuted;
import dev.dlrbridge.tenant.lifecycle.Verdict.Renewed;
import dev.dlrbridge.tenant.lifecycle.Verdict.Undecided;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Judges claims. Only the authorisation server is asked whether one is genuine; the portal, at the address which that
 * server confirms, is asked afterwards and only for the user's rights.
 */
@ApplicationScoped
class Verification {
    private static final String EXPIRED = "EXPIRED_TOKEN";
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

    private final TokenInfoClient tokenInfo;
    private final Applications applications;
    private final PortalMethods portals;
    private final AddressRule addresses;

    Verification(TokenInfoClient tokenInfo, Applications applications, PortalMethods portals, AddressRule addresses) {
        this.tokenInfo = tokenInfo;
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
                    return tokenInfo.ask(server(claim), claim.tokens().accessToken());
                })
                .flatMap(answer -> judge(claim, answer, whenExpired))
                .onFailure(RefusedAddressException.class)
                .recoverWithItem(new Refuted());
    }

    private URI server(InstallClaim claim) {
        return claim.serverEndpoint().orElseGet(tokenInfo::defaultServer);
    }

    private Uni<Verdict> judge(
            InstallClaim claim, TokenInfoResult answer, Function<InstallClaim, Uni<Verdict>> whenExpired) {
        if (answer instanceof Known known) {
            return claim.isConfirmedBy(known.info())
                    ? rights(claim, known.info().clientEndpoint())
                    : Uni.createFrom().item(new Refuted());
        }
        if (answer instanceof TokenInfoResult.Refused refused) {
            return refused.code().equals(EXPIRED)
                    ? whenExpired.apply(claim)
                    : Uni.createFrom().item(ofCode(refused.code()));
        }
        return Uni.createFrom().item(ofFailure(((TokenInfoResult.Failed) answer).kind()));
    }

    /** An event that has waited long has outlived its access token; its refresh token proves the same. */
    private Uni<Verdict> renewed(InstallClaim claim) {
        return applications
                .refresh(claim.clientId(), server(claim), claim.tokens().refreshToken())
                .map(result -> {
                    if (result instanceof RefreshResult.Renewed renewed) {
                        return renewed.clientEndpoint()
                                .filter(endpoint ->
                                        claim.isConfirmedBy(renewed.memberId().orElse(""), endpoint))
                                .<Verdict>map(endpoint -> new Renewed(claim.with(renewed.pair())))
                                .orElseGet(Refuted::new);
                    }
                    return result instanceof RefreshResult.Refused refused ? ofCode(refused.code()) : new Undecided();
                });
    }

    /** <a href="https://apidocs.bitrix24.com/api-reference/common/users/profile.html">profile</a> needs no scope. */
    private Uni<Verdict> rights(InstallClaim claim, URI portal) {
        return portals.call(new PortalAccess(portal, claim.tokens().accessToken()), "profile", Map.of())
                .map(result -> {
                    if (result instanceof MethodResult.Returned returned) {
                        return new Proven(portal, isTrue(returned.result().path("ADMIN")));
                    }
                    return result instanceof MethodResult.Failed failed ? ofFailure(failed.kind()) : new Undecided();
                });
    }

    private static Verdict ofCode(String code) {
        return SAY_NOTHING.contains(code) ? new Undecided() : new Refuted();
    }

    private static Verdict ofFailure(FailureKind kind) {
        return kind == FailureKind.ADDRESS_REFUSED ? new Refuted() : new Undecided();
    }

    private static boolean isTrue(JsonNode value) {
        return value.isBoolean()
                ? value.booleanValue()
                : Set.of("1", "Y", "true").contains(value.asText());
    }
}
