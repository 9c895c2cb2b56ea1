package dev.dlrbridge.bitrix24;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How many requests an authorisation server gets that is not well. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
@TestProfile(OAuthGuardTest.Quick.class)
class OAuthGuardTest {
    private static final ApplicationCredentials APPLICATION = new ApplicationCredentials("client", "secret");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private final OAuthApi api;
    private final OAuthGuard guard;
    private final CircuitBreakerMaintenance breakers;
    private OAuthClient client;

    OAuthGuardTest(@RestClient OAuthApi api, OAuthGuard guard, CircuitBreakerMaintenance breakers) {
        this.api = api;
        this.guard = guard;
        this.breakers = breakers;
    }

    @BeforeEach
    void start() {
        server.start();
        breakers.resetAll();
        BitrixConfig config = new FixedBitrixConfig(URI.create(server.baseUrl() + "/oauth/token/"), true);
        client = new OAuthClient(
                api,
                new AddressRule(config),
                guard,
                config,
                Clock.systemUTC(),
                new Failures(new SimpleMeterRegistry()));
    }

    @AfterEach
    void stop() {
        server.stop();
        breakers.resetAll();
    }

    static Stream<ResponseDefinitionBuilder> troubles() {
        return Stream.of(
                aResponse().withStatus(503),
                okJson("{\"error\": \"internal_server_error\"}").withStatus(500),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void shouldAskNothingMoreWhenTheServerWasNotWellForSoManyQuestions(ResponseDefinitionBuilder trouble) {
        answer(trouble);

        for (int question = 0; question < OAuthGuard.WINDOW; question++) {
            assertThat(refresh()).isNotEqualTo(notAsked());
        }

        assertThat(refresh()).isEqualTo(notAsked());
        assertThat(FailureKind.NOT_ASKED.mayHaveRun()).isFalse();
        assertThat(client.tokenInfo(client.defaultServer(), "token").await().atMost(PATIENCE))
                .isEqualTo(new Failed<>(FailureKind.NOT_ASKED));
        server.verify(OAuthGuard.WINDOW, anyRequestedFor(anyUrl()));
    }

    @Test
    void shouldAskNothingMoreWhenTheServerCannotBeReached() {
        server.stop();

        for (int question = 0; question < OAuthGuard.WINDOW; question++) {
            assertThat(refresh()).isEqualTo(new Failed<>(FailureKind.CONNECT_FAILED));
        }

        assertThat(refresh()).isEqualTo(notAsked());
    }

    @Test
    void shouldAskOneQuestionAfterAWhileAndAllWhenItIsAnswered() {
        // given
        open();
        answer(okJson("{\"access_token\": \"a\", \"refresh_token\": \"r\"}").withFixedDelay(1500));

        // when
        CompletableFuture<Answer<RenewedTokens>> first = firstThatIsAsked();

        // then
        assertThat(refresh()).isEqualTo(notAsked());
        server.verify(OAuthGuard.WINDOW + 1, anyRequestedFor(anyUrl()));
        assertThat(first).succeedsWithin(PATIENCE).isInstanceOf(Ok.class);
        assertThat(refresh()).isInstanceOf(Ok.class);
        assertThat(refresh()).isInstanceOf(Ok.class);
        server.verify(OAuthGuard.WINDOW + 3, anyRequestedFor(anyUrl()));
    }

    @Test
    void shouldWaitAgainWhenThatQuestionIsNotAnsweredEither() {
        // given
        open();

        // when
        CompletableFuture<Answer<RenewedTokens>> first = firstThatIsAsked();

        // then
        assertThat(first).succeedsWithin(PATIENCE).isEqualTo(new Failed<>(FailureKind.SERVER_ERROR));
        assertThat(refresh()).isEqualTo(notAsked());
        server.verify(OAuthGuard.WINDOW + 1, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_grant", "400, invalid_client", "200, wrong_client", "401, payment_required"})
    void shouldGoOnAskingHoweverOftenTheServerRefuses(int status, String code) {
        answer(okJson("{\"error\": \"" + code + "\"}").withStatus(status));

        for (int question = 0; question < 3 * OAuthGuard.WINDOW; question++) {
            assertThat(refresh()).isInstanceOf(Refused.class);
        }

        server.verify(3 * OAuthGuard.WINDOW, anyRequestedFor(anyUrl()));
    }

    @Test
    void shouldWaitNoLongerThanTheTimeOut() {
        answer(okJson("{}").withFixedDelay(10_000));

        assertThat(refresh()).isEqualTo(new Failed<>(FailureKind.TIMEOUT));
        server.verify(1, anyRequestedFor(anyUrl()));
    }

    private void open() {
        answer(aResponse().withStatus(503));
        for (int question = 0; question < OAuthGuard.WINDOW; question++) {
            refresh();
        }
        assertThat(refresh()).isEqualTo(notAsked());
    }

    private CompletableFuture<Answer<RenewedTokens>> firstThatIsAsked() {
        int before = requests();
        return Awaitility.await()
                .until(
                        () -> {
                            CompletableFuture<Answer<RenewedTokens>> answer =
                                    client.refresh(APPLICATION, "token").subscribeAsCompletionStage();
                            Awaitility.await().until(() -> answer.isDone() || requests() > before);
                            return answer;
                        },
                        answer -> requests() > before);
    }

    private int requests() {
        return server.findAll(anyRequestedFor(anyUrl())).size();
    }

    private void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    private Answer<RenewedTokens> refresh() {
        return client.refresh(APPLICATION, "token").await().atMost(PATIENCE);
    }

    private static Answer<RenewedTokens> notAsked() {
        return new Failed<>(FailureKind.NOT_ASKED);
    }

    /** With times that a test can wait for. */
    public static final class Quick implements QuarkusTestProfile {
        private static final String ASK = OAuthGuard.class.getName() + "/ask/";

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    ASK + "Timeout/value", "4",
                    ASK + "CircuitBreaker/delay", "2");
        }
    }
}
