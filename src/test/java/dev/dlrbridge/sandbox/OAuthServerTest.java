package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.portal.RequestLimit;
import dev.dlrbridge.sandbox.portal.TokenPair;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthServerTest extends SandboxTestBase {
    private static final String GRANT =
            "grant_type=refresh_token&client_id=app.sandbox&client_secret=sandbox-secret&refresh_token=";

    private HttpResponse<String> refresh(String form) {
        return send("POST", sandbox.oauthUrl(), FORM, form);
    }

    @ParameterizedTest
    @CsvSource({
        "client_id=app.sandbox,client_id=no,200 wrong_client",
        "sandbox-secret,wrong,400 invalid_client",
        "refresh_token=REFRESH,refresh_token=no,400 invalid_grant",
        "grant_type=refresh_token,grant_type=x,400 invalid_request"
    })
    void shouldRefuseWithCodeAndStatus(String part, String replacement, String expected) {
        var form = (GRANT + "REFRESH").replace(part, replacement).replace("REFRESH", tokens.refreshToken());

        assertThat(outcome(refresh(form))).isEqualTo(expected);
        assertThat(portal.statistics().refreshes()).isZero();
    }

    @Test
    void shouldRotatePairByGetAndPost() {
        var first = json(send("GET", URI.create(sandbox.oauthUrl() + "?" + GRANT + tokens.refreshToken()), FORM, ""));
        var second = json(refresh(GRANT + first.path("refresh_token").asText()));

        assertThat(second.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(second.path("expires").asLong()).isEqualTo(clock.instant().getEpochSecond() + 3600);
        assertThat(second.path("client_endpoint").asText())
                .isEqualTo(portal.clientEndpoint().toString());
        assertThat(second.path("member_id").asText()).isEqualTo(MEMBER);
        assertThat(portal.statistics().refreshes()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"true,400 invalid_grant", "false,200 "})
    void shouldAllowReuseOnlyWhenLenient(boolean strict, String expected) {
        open(PortalSettingsBuilder.portal(MEMBER).strictRefresh(strict));
        refresh(GRANT + tokens.refreshToken());

        assertThat(outcome(refresh(GRANT + tokens.refreshToken()))).startsWith(expected);
    }

    @Test
    void shouldKeepUsedRefreshTokenUntilTheNewAccessTokenIsUsedWhenLenient() {
        open(PortalSettingsBuilder.portal(MEMBER).strictRefresh(false).limit(RequestLimit.none()));
        var first = tokens;
        refresh(GRANT + first.refreshToken());
        var second = json(refresh(GRANT + first.refreshToken()));
        tokens = new TokenPair(second.path("access_token").asText(), null, null, null);

        assertThat(outcome(call("profile", ""))).startsWith("200");

        assertThat(outcome(refresh(GRANT + first.refreshToken()))).isEqualTo("400 invalid_grant");
        assertThat(outcome(refresh(GRANT + second.path("refresh_token").asText())))
                .startsWith("200");
        assertThat(portal.statistics().refreshes()).isEqualTo(3);
        assertThat(portal.statistics().repeatedRefreshes()).isEqualTo(1);
        assertThat(portal.statistics().needlessRefreshes()).isEqualTo(2);
    }

    @Test
    void shouldCountRefreshesThatAreInVainOrWithoutNeed() {
        clock.advance(Duration.ofSeconds(3600));
        refresh(GRANT + tokens.refreshToken());
        refresh(GRANT + tokens.refreshToken());

        assertThat(portal.statistics().needlessRefreshes()).isZero();
        assertThat(portal.statistics().refusedRefreshes()).isEqualTo(1);
    }

    @Test
    void shouldNotRefreshWhileNotPaid() {
        open(PortalSettingsBuilder.portal(MEMBER).paid(false));

        assertThat(outcome(refresh(GRANT + tokens.refreshToken()))).isEqualTo("401 PAYMENT_REQUIRED");
    }

    @Test
    void shouldMeetFaultsWhenAskedWhetherATokenIsGenuine() {
        portal.faults().add(Fault.of(FaultKind.HTML_502).onOAuth().times(1));
        var uri = sandbox.serverEndpoint().resolve("app.info?auth=" + tokens.accessToken());

        assertThat(send("GET", uri, FORM, "").statusCode()).isEqualTo(502);
        assertThat(json(send("GET", uri, FORM, ""))
                        .at("/result/install/member_id")
                        .asText())
                .isEqualTo(MEMBER);
    }

    @Test
    void shouldAcceptRefreshedAwayTokenOnlyFromThePortalsCache() {
        call("profile", "");
        refresh(GRANT + tokens.refreshToken());
        assertThat(call("profile", "").statusCode()).isEqualTo(200);

        tokens = portal.install();
        refresh(GRANT + tokens.refreshToken());
        assertThat(outcome(call("profile", ""))).isEqualTo("401 invalid_token");
    }

    @Test
    void shouldExpireAccessTokensByTimeAndByOrder() {
        clock.advance(Duration.ofSeconds(3600));
        assertThat(outcome(call("profile", ""))).isEqualTo("401 expired_token");

        tokens = portal.install();
        assertThat(call("profile", "").statusCode()).isEqualTo(200);
        portal.expireAccessTokens();
        assertThat(outcome(call("profile", ""))).isEqualTo("401 expired_token");
    }

    @Test
    void shouldExpireRefreshTokenAfter180Days() {
        clock.advance(Duration.ofDays(180));

        assertThat(outcome(refresh(GRANT + tokens.refreshToken()))).isEqualTo("400 invalid_grant");
    }

    @Test
    void shouldTellWhoseTokenItIs() {
        var uri = sandbox.serverEndpoint().resolve("app.info?auth=" + tokens.accessToken());

        var info = json(send("GET", uri, FORM, "")).path("result");

        assertThat(info.path("client_id").asText()).isEqualTo("app.sandbox");
        assertThat(info.at("/install/member_id").asText()).isEqualTo(MEMBER);
        var wrong = sandbox.serverEndpoint().resolve("app.info?auth=wrong");
        assertThat(outcome(send("GET", wrong, FORM, ""))).isEqualTo("401 invalid_token");
    }

    @Test
    void shouldRotateButLoseTheAnswerWhenReset() {
        portal.faults().add(Fault.of(FaultKind.RESET).onOAuth().times(1));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> refresh(GRANT + tokens.refreshToken()))
                .isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(outcome(refresh(GRANT + tokens.refreshToken()))).isEqualTo("400 invalid_grant");
    }
}
