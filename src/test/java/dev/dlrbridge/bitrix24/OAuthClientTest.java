package dev.dlrbridge.bitrix24;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.dlrbridge.bitrix24.Answer.Failed;
import dev.dlrbridge.bitrix24.Answer.Ok;
import dev.dlrbridge.bitrix24.Answer.Refused;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class OAuthClientTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final ApplicationCredentials APPLICATION =
            new ApplicationCredentials("app.0a1b2c3d4e5f67.01234567", "marked&secret");
    private static final String RENEWED = """
            {"access_token": "new-access", "refresh_token": "new-refresh", "expires": 1780319382, "expires_in": 3600,
             "client_endpoint": "https://acme.bitrix24.de/rest/", "domain": "oauth.bitrix24.tech",
             "member_id": "0123456789abcdef0123456789abcdef", "status": "S", "user_id": 17}""";

    private static WireMockServer server;

    private final OAuthApi api;
    private final OAuthClient client;

    OAuthClientTest(@RestClient OAuthApi api) {
        this.api = api;
        this.client = client(true);
    }

    @BeforeAll
    static void startServer() {
        server = new WireMockServer(options().dynamicPort());
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @BeforeEach
    void forgetRequests() {
        server.resetAll();
    }

    @Test
    void shouldRenewByFormWithNothingInTheAddress() {
        answer(okJson(RENEWED));

        Answer<RenewedTokens> result = refresh();

        assertThat(result)
                .isEqualTo(new Ok<>(new RenewedTokens(
                        new TokenPair("new-access", "new-refresh", Instant.ofEpochSecond(1780319382)),
                        Optional.of(URI.create("https://acme.bitrix24.de/rest/")),
                        Optional.of("0123456789abcdef0123456789abcdef"))));
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/oauth/token/"))
                        .withHeader("Content-Type", containing("application/x-www-form-urlencoded"))
                        .withHeader("User-Agent", matching("dlr-bridge/.+"))
                        .withFormParam("grant_type", equalTo("refresh_token"))
                        .withFormParam("client_id", equalTo(APPLICATION.clientId()))
                        .withFormParam("client_secret", equalTo("marked&secret"))
                        .withFormParam("refresh_token", equalTo("old-refresh")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":1800}        | 2026-06-01T12:30:00Z",
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":\"1800\"}    | 2026-06-01T12:30:00Z",
                "{\"access_token\":\"a\",\"refresh_token\":\"r\"}                            | 2026-06-01T13:00:00Z",
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":-5}          | 2026-06-01T13:00:00Z",
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires\":\"1780319382\"} | 2026-06-01T13:09:42Z",
                "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires\":3560645964}    | 2026-06-01T13:00:00Z",
            })
    void shouldReckonTheEndByTheClockWhenItIsNotStated(String body, Instant expiresAt) {
        answer(okJson(body));

        assertThat(refresh())
                .isEqualTo(new Ok<>(
                        new RenewedTokens(new TokenPair("a", "r", expiresAt), Optional.empty(), Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not an address", "ftp://acme.bitrix24.de/rest/", "/rest/", "https://u@acme.example/"})
    void shouldKeepTheNewPairWhenTheEndpointIsUnusable(String endpoint) {
        answer(okJson("{\"access_token\":\"a\",\"refresh_token\":\"r\",\"client_endpoint\":\"" + endpoint + "\"}"));

        assertThat(refresh().good().orElseThrow().clientEndpoint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, INVALID_GRANT",
        "400, invalid_client, INVALID_CLIENT",
        "200, wrong_client, WRONG_CLIENT",
        "401, PAYMENT_REQUIRED, PAYMENT_REQUIRED",
        "401, NOT_INSTALLED, NOT_INSTALLED",
        "403, invalid_scope, INVALID_SCOPE",
        "500, '', ''",
    })
    void shouldRefuseByCodeWhateverTheStatusIs(int status, String code, String expected) {
        answer(okJson("{\"error\": \"" + code + "\", \"access_token\": \"a\", \"refresh_token\": \"r\"}")
                .withStatus(status));

        assertThat(refresh()).isEqualTo(new Refused<>(new ApiError(expected, status, "")));
    }

    static Stream<Arguments> unusableAnswers() {
        return Stream.of(
                Arguments.of("5xx", aResponse().withStatus(503), FailureKind.SERVER_ERROR, true),
                Arguments.of("tokens in a 500", okJson(RENEWED).withStatus(500), FailureKind.SERVER_ERROR, true),
                Arguments.of("page", ok("<html>"), FailureKind.NOT_JSON, true),
                Arguments.of("half a pair", okJson("{\"access_token\":\"a\"}"), FailureKind.UNEXPECTED, true),
                Arguments.of("cut", aResponse().withFault(Fault.EMPTY_RESPONSE), FailureKind.CONNECTION_CUT, true),
                Arguments.of(
                        "redirect",
                        temporaryRedirect("https://oauth.bitrix24.tech/oauth/token/"),
                        FailureKind.REDIRECT,
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusableAnswers")
    void shouldNameTheFailureWhenTheAnswerIsUnusable(
            String situation, ResponseDefinitionBuilder answer, FailureKind kind, boolean mayHaveRun) {
        answer(answer);

        assertThat(refresh()).isEqualTo(new Failed<>(kind));
        assertThat(kind.mayHaveRun()).isEqualTo(mayHaveRun);
        server.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void shouldRefusePlainHttpAndUnknownHostsBeforeAnythingIsSent() {
        assertRefused(client(false), endpoint(), "The address is not https");
        assertRefused(
                client,
                URI.create("http://127.0.0.1:" + server.port() + "/oauth/token/"),
                "The host is not a known authorisation server");
        server.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void shouldNotPrintSecrets() {
        TokenPair pair = new TokenPair("marked-access", "marked-refresh", NOW);

        assertThat(pair + " " + APPLICATION + " " + new RenewedTokens(pair, Optional.empty(), Optional.empty()))
                .doesNotContain("marked");
    }

    private static void assertRefused(OAuthClient client, URI endpoint, String message) {
        assertThatThrownBy(() -> client.refresh(endpoint, APPLICATION, "old-refresh")
                        .await()
                        .atMost(Duration.ofSeconds(10)))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessage(message);
    }

    private void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    private Answer<RenewedTokens> refresh() {
        return client.refresh(APPLICATION, "old-refresh").await().atMost(Duration.ofSeconds(10));
    }

    private OAuthClient client(boolean plainHttp) {
        BitrixConfig config = new FixedBitrixConfig(endpoint(), plainHttp);
        return new OAuthClient(
                api,
                new AddressRule(config),
                new OAuthGuard(),
                config,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new Failures(new SimpleMeterRegistry()));
    }

    private static URI endpoint() {
        return URI.create("http://localhost:" + server.port() + "/oauth/token/");
    }
}
