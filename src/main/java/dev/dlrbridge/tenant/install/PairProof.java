package dev.dlrbridge.tenant.install;

import dev.dlrbridge.bitrix24.AddressRule;
import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.bitrix24.ApiError;
import dev.dlrbridge.bitrix24.OAuthClient;
import dev.dlrbridge.bitrix24.RenewedTokens;
import dev.dlrbridge.bitrix24.TokenInfo;
import dev.dlrbridge.bitrix24.TokenPair;
import dev.dlrbridge.tenant.Applications;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/**
 * Proves a pair of tokens before it takes the place of one that works: the access token by asking whose it is, which costs
 * nothing, and then the refresh token by the one thing that proves it, a refresh.
 */
@ApplicationScoped
public class PairProof {
    private static final String ACCESS = "accessToken";
    private static final String REFRESH = "refreshToken";

    private final OAuthClient oauth;
    private final Applications applications;
    private final AddressRule addresses;

    PairProof(OAuthClient oauth, Applications applications, AddressRule addresses) {
        this.oauth = oauth;
        this.applications = applications;
        this.addresses = addresses;
    }

    /**
     * The pair that has followed the given one, which is spent. Fails with {@link UnprovenPairException}, with
     * {@link NoVerdictException}, or with {@link dev.dlrbridge.bitrix24.RefusedAddressException} before anyone is asked.
     */
    public Uni<TokenPair> renew(String clientId, String memberId, URI clientEndpoint, TokenPair pair) {
        InstallClaim claim = new InstallClaim(
                clientId,
                memberId,
                addresses.requirePortal(clientEndpoint),
                Optional.empty(),
                pair,
                Optional.empty(),
                Optional.empty());
        return oauth.tokenInfo(oauth.defaultServer(), pair.accessToken())
                .invoke(answer -> requireOwner(claim, answer))
                .chain(() -> applications.refresh(clientId, oauth.defaultServer(), pair.refreshToken()))
                .map(answer -> renewed(claim, answer));
    }

    /** An expired one proves nothing and speaks against nothing. */
    private static void requireOwner(InstallClaim claim, Answer<TokenInfo> answer) {
        if (answer instanceof Answer.Ok<TokenInfo> known) {
            TokenInfo info = known.value();
            if (!info.clientId().equals(claim.clientId())) {
                throw new UnprovenPairException(ACCESS, "is another application's");
            }
            requirePortal(claim, ACCESS, info.memberId(), info.clientEndpoint());
        } else if (!(answer instanceof Answer.Refused<TokenInfo> refused)) {
            throw new NoVerdictException();
        } else if (!refused.error().is(ApiCode.EXPIRED_TOKEN)) {
            throw refusal(refused.error(), ACCESS);
        }
    }

    private static TokenPair renewed(InstallClaim claim, Answer<RenewedTokens> answer) {
        if (answer instanceof Answer.Ok<RenewedTokens> renewed) {
            RenewedTokens tokens = renewed.value();
            requirePortal(
                    claim,
                    REFRESH,
                    tokens.memberId().orElse(claim.memberId()),
                    tokens.clientEndpoint().orElse(claim.portal()));
            return tokens.pair();
        }
        throw answer instanceof Answer.Refused<RenewedTokens> refused
                ? refusal(refused.error(), REFRESH)
                : new NoVerdictException();
    }

    private static void requirePortal(InstallClaim claim, String field, String memberId, URI endpoint) {
        if (!memberId.equals(claim.memberId())) {
            throw new UnprovenPairException(field, "is another portal's");
        }
        if (!claim.isConfirmedBy(memberId, endpoint)) {
            throw new UnprovenPairException("clientEndpoint", "is not the portal's address");
        }
    }

    private static RuntimeException refusal(ApiError error, String field) {
        if (error.is(ApiCode.INVALID_CLIENT) || error.is(ApiCode.WRONG_CLIENT)) {
            return new UnprovenPairException("application", "is refused by the authorisation server");
        }
        return Verification.saysNothing(error)
                ? new NoVerdictException()
                : new UnprovenPairException(field, "is not valid, or not any more");
    }
}
