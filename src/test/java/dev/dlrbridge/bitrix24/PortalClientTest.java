package dev.dlrbridge.bitrix24;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.dlrbridge.bitrix24.Answer.Failed;
import dev.dlrbridge.bitrix24.Answer.Ok;
import dev.dlrbridge.bitrix24.Answer.Refused;
import dev.dlrbridge.bitrix24.CommandResult.Done;
import dev.dlrbridge.bitrix24.CommandResult.NotExecuted;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class PortalClientTest {
    private static final String TOKEN = "marked-access-token";
    private static final String SINGLE = "/rest/messageservice.message.status.update";
    private static final String BATCH = "/rest/batch";
    private static final StatusUpdate UPDATE =
            new StatusUpdate("acme_sms", "0c6f8e2b9d5a4e13a7b1c2d3e4f50617", "delivered");

    private static WireMockServer portal;

    private final PortalClient client;
    private final PortalApi api;
    private final Vertx vertx;

    PortalClientTest(@RestClient PortalApi api, Vertx vertx) {
        this.vertx = vertx;
        this.api = api;
        this.client = client(true);
    }

    @BeforeAll
    static void startPortal() {
        portal = new WireMockServer(options().dynamicPort());
        portal.start();
    }

    @AfterAll
    static void stopPortal() {
        portal.stop();
    }

    @BeforeEach
    void forgetRequests() {
        portal.resetAll();
    }

    @Test
    void shouldSendSingleCallWhenThereIsOneUpdate() {
        portal.stubFor(post(anyUrl()).willReturn(okJson("{\"result\": true}")));

        Answer<UpdateResults> result = update(UPDATE);

        assertThat(result).isEqualTo(new Ok<>(new UpdateResults(List.of(new Done()), Optional.empty())));
        portal.verify(
                1,
                postRequestedFor(urlEqualTo(SINGLE))
                        .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("User-Agent", matching("dlr-bridge/.+"))
                        .withRequestBody(equalToJson("""
                                {"CODE": "acme_sms", "MESSAGE_ID": "0c6f8e2b9d5a4e13a7b1c2d3e4f50617",
                                 "STATUS": "delivered"}""")));
        assertThatTokenIsOnlyInTheHeader();
    }

    @Test
    void shouldSendBatchInOrderWhenThereAreMoreUpdates() {
        portal.stubFor(post(anyUrl()).willReturn(okJson("{\"result\": {\"result\": {\"s1\": true}}}")));

        Answer<UpdateResults> result = update(UPDATE, new StatusUpdate("acme_sms", "77aa", "failed"));

        assertThat(result)
                .isEqualTo(new Ok<>(new UpdateResults(List.of(new NotExecuted(), new Done()), Optional.empty())));
        portal.verify(1, postRequestedFor(urlEqualTo(BATCH)).withHeader("Authorization", equalTo("Bearer " + TOKEN)));
        assertThat(onlyRequest().getBodyAsString())
                .isEqualTo("{\"halt\":0,\"cmd\":{"
                        + "\"s0\":\"messageservice.message.status.update?CODE=acme_sms"
                        + "&MESSAGE_ID=0c6f8e2b9d5a4e13a7b1c2d3e4f50617&STATUS=delivered\","
                        + "\"s1\":\"messageservice.message.status.update?CODE=acme_sms"
                        + "&MESSAGE_ID=77aa&STATUS=failed\"}}");
        assertThatTokenIsOnlyInTheHeader();
    }

    @Test
    void shouldEncodeEverythingUnsafeOnceWhenItGoesIntoACommand() {
        portal.stubFor(post(anyUrl()).willReturn(okJson("{\"result\": []}")));

        update(UPDATE, new StatusUpdate("a&b#c+d%e f", "$result[s0][x]=\"ü\"", "de/li?vered"));

        assertThat(onlyRequest().getBodyAsString())
                .contains("\"s1\":\"messageservice.message.status.update?CODE=a%26b%23c%2Bd%25e%20f"
                        + "&MESSAGE_ID=%24result%5Bs0%5D%5Bx%5D%3D%22%C3%BC%22&STATUS=de%2Fli%3Fvered\"");
    }

    @Test
    void shouldAcceptFiftyUpdatesAndRefuseMoreOrNone() {
        portal.stubFor(post(anyUrl()).willReturn(okJson("{\"result\": []}")));

        assertThat(update(client, access(), Collections.nCopies(50, UPDATE))
                        .good()
                        .orElseThrow()
                        .results())
                .hasSize(50);
        for (int size : new int[] {0, 51}) {
            assertThatThrownBy(() -> client.update(access(), Collections.nCopies(size, UPDATE)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        portal.verify(1, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 429, 500, 503})
    void shouldRefuseByCodeWhateverTheStatusIs(int status) {
        portal.stubFor(post(anyUrl())
                .willReturn(okJson("{\"error\": \"expired_token\", \"error_description\": \"\"}")
                        .withStatus(status)));

        assertThat(update(UPDATE)).isEqualTo(new Refused<>(new ApiError("EXPIRED_TOKEN", status, "")));
        assertThat(update(UPDATE, UPDATE)).isEqualTo(new Refused<>(new ApiError("EXPIRED_TOKEN", status, "")));
        portal.verify(2, anyRequestedFor(anyUrl()));
    }

    @Test
    void shouldSendTheTokenInTheBodyTooWhereItIsNeededThere() {
        portal.stubFor(post(anyUrl()).willReturn(okJson("{\"result\": true}")));

        client.update(access().withTokenInBody(), List.of(UPDATE)).await().indefinitely();

        portal.verify(
                1,
                postRequestedFor(anyUrl())
                        .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                        .withRequestBody(matchingJsonPath("$.auth", equalTo(TOKEN))));
    }

    @Test
    void shouldCallAMethodOnceMoreWithTheTokenInTheBodyWhenThePortalSawNone() {
        portal.stubFor(post(anyUrl())
                .willReturn(okJson("{\"error\": \"NO_AUTH_FOUND\"}").withStatus(401)));
        portal.stubFor(post(anyUrl())
                .withRequestBody(matchingJsonPath("$.auth", equalTo(TOKEN)))
                .willReturn(okJson("{\"result\": {\"ADMIN\": true}}")));

        Answer<JsonNode> result =
                client.call(access(), "profile", Map.of()).await().indefinitely();

        assertThat(result.good()).isPresent();
        portal.verify(2, anyRequestedFor(anyUrl()));
    }

    static Stream<Arguments> unusableAnswers() {
        String html = "<html><body>Bad Gateway</body></html>";
        return Stream.of(
                Arguments.of("proxy's page", aResponse().withStatus(502).withBody(html), FailureKind.SERVER_ERROR),
                Arguments.of("empty 504", aResponse().withStatus(504), FailureKind.SERVER_ERROR),
                Arguments.of("closed portal's page", html(200, html), FailureKind.NOT_JSON),
                Arguments.of("page that claims to be JSON", okJson(html), FailureKind.NOT_JSON),
                Arguments.of("empty 204", aResponse().withStatus(204), FailureKind.NOT_JSON),
                Arguments.of("huge body", okJson("{\"a\": \"" + "x".repeat(1 << 20) + "\"}"), FailureKind.NOT_JSON),
                Arguments.of("no result", okJson("{}"), FailureKind.UNEXPECTED),
                Arguments.of("slow answer", okJson("{\"result\": true}").withFixedDelay(3000), FailureKind.TIMEOUT),
                Arguments.of(
                        "answer in drops",
                        okJson("{\"result\": true}").withChunkedDribbleDelay(10, 3000),
                        FailureKind.TIMEOUT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusableAnswers")
    void shouldNameTheFailureWhenTheAnswerIsUnusable(
            String situation, ResponseDefinitionBuilder answer, FailureKind kind) {
        portal.stubFor(post(anyUrl()).willReturn(answer));

        assertThat(update(UPDATE)).isEqualTo(new Failed<>(kind));
        portal.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void shouldReadJsonWhenTheContentTypeSaysOtherwise() {
        portal.stubFor(post(anyUrl()).willReturn(html(200, "{\"result\": true}")));

        assertThat(update(UPDATE)).isEqualTo(new Ok<>(new UpdateResults(List.of(new Done()), Optional.empty())));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
    void shouldReportCutWhenTheConnectionEndsDuringTheCall(Fault fault) {
        portal.stubFor(post(anyUrl()).willReturn(aResponse().withFault(fault)));

        assertThat(update(UPDATE)).isEqualTo(new Failed<>(FailureKind.CONNECTION_CUT));
        portal.verify(1, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void shouldNotFollowRedirects(int status) {
        portal.stubFor(any(anyUrl())
                .willReturn(aResponse().withStatus(status).withHeader("Location", portal.baseUrl() + "/elsewhere")));

        assertThat(update(UPDATE)).isEqualTo(new Failed<>(FailureKind.REDIRECT));
        portal.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void shouldReportThatNothingRanWhenNoConnectionComesAbout() throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }
        PortalAccess nobody = new PortalAccess(URI.create("http://localhost:" + closedPort + "/rest/"), TOKEN);

        assertThat(update(client, nobody, List.of(UPDATE))).isEqualTo(new Failed<>(FailureKind.CONNECT_FAILED));
    }

    @Test
    void shouldReportThatNothingRanWhenTheHostIsUnknown() {
        PortalAccess nobody = new PortalAccess(URI.create("http://portal.invalid/rest/"), TOKEN);

        Answer<UpdateResults> result =
                client.update(nobody, List.of(UPDATE)).await().atMost(Duration.ofSeconds(30));

        assertThat(result).isInstanceOf(Failed.class);
    }

    @Test
    void shouldRefusePlainHttpBeforeAnythingIsSentWhenNotAllowed() {
        assertThatThrownBy(() -> update(client(false), access(), List.of(UPDATE)))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessage("The address is not https");
        portal.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3000})
    void shouldGoOnInTheCallersContextWhetherAnswerOrTimeoutComes(int delay) {
        portal.stubFor(post(anyUrl()).willReturn(okJson("{\"result\": true}").withFixedDelay(delay)));
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> continuedIn = new CompletableFuture<>();

        context.runOnContext(nothing -> client.update(access(), List.of(UPDATE))
                .map(result -> Vertx.currentContext())
                .subscribe()
                .with(continuedIn::complete, continuedIn::completeExceptionally));

        assertThat(continuedIn).succeedsWithin(Duration.ofSeconds(10)).isSameAs(context);
    }

    @Test
    void shouldNotPrintTheToken() {
        assertThat(access().toString()).doesNotContain(TOKEN);
    }

    private PortalClient client(boolean plainHttp) {
        BitrixConfig config = new FixedBitrixConfig(URI.create("https://oauth.bitrix24.tech/oauth/token/"), plainHttp);
        return new PortalClient(
                api, new AddressRule(config), Duration.ofMillis(1500), new Failures(new SimpleMeterRegistry()));
    }

    private Answer<UpdateResults> update(StatusUpdate... updates) {
        return update(client, access(), List.of(updates));
    }

    private static Answer<UpdateResults> update(PortalClient client, PortalAccess access, List<StatusUpdate> updates) {
        return client.update(access, updates).await().atMost(Duration.ofSeconds(10));
    }

    private static PortalAccess access() {
        return new PortalAccess(URI.create(portal.baseUrl() + "/rest/"), TOKEN);
    }

    private static ResponseDefinitionBuilder html(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody(body);
    }

    private static LoggedRequest onlyRequest() {
        List<LoggedRequest> requests = portal.findAll(anyRequestedFor(anyUrl()));
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private static void assertThatTokenIsOnlyInTheHeader() {
        assertThat(onlyRequest().getUrl()).doesNotContain(TOKEN);
        assertThat(onlyRequest().getBodyAsString()).doesNotContain(TOKEN);
    }
}
