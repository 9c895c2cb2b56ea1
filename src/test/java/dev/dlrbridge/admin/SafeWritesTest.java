package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.portal.TokenPair;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator has mistyped changes nothing, and he hears what it was. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class SafeWritesTest {
    private final Tenant tenant = Tenant.create();

    @Test
    void shouldTakeAPairThatTheAuthorisationServerConfirmsAndKeepWhatFollowsIt() {
        TokenPair given = tenant.portal().install();

        put(with(given)).statusCode(200).body("state", equalTo("active"));

        assertThat(tenant.portal().statistics().refreshes()).isEqualTo(1);
        assertThat(assertProblem(put(with(given)), Problem.UNPROVEN)).containsExactly("accessToken");
        assertWorks();
    }

    @Test
    void shouldTakeAPairWhoseAccessTokenHasExpired() {
        TokenPair given = tenant.portal().install();
        tenant.portal().expireAccessTokens();

        put(with(given)).statusCode(200);

        assertWorks();
    }

    @ParameterizedTest
    @CsvSource({"accessToken", "refreshToken"})
    void shouldKeepAWorkingPairWhenOneIsGivenThatNobodyKnows(String field) {
        Map<String, Object> body = new HashMap<>(with(tenant.portal().install()));
        body.put(field, "marked-rubbish");

        ValidatableResponse answer = put(body);

        assertThat(assertProblem(answer, Problem.UNPROVEN)).containsExactly(field);
        assertThat(answer.extract().asString()).doesNotContain("marked");
        assertWorks();
    }

    @Test
    void shouldSayThatAPairIsAnothers() {
        Tenant other = Tenant.create();
        Tenant ofSameApplication = Tenant.create();
        Map<String, Object> elsewhere = new HashMap<>(with(tenant.portal().install()));
        elsewhere.put("clientEndpoint", other.portal().clientEndpoint().toString());

        assertThat(assertProblem(put(with(other.portal().install())), Problem.UNPROVEN))
                .containsExactly("accessToken");
        assertThat(assertProblem(put(with(ofSameApplication.portal().install(tenant.clientId(), 1))), Problem.UNPROVEN))
                .containsExactly("accessToken");
        assertThat(assertProblem(put(elsewhere), Problem.UNPROVEN)).containsExactly("clientEndpoint");
        assertWorks();
    }

    @Test
    void shouldSayThatNobodyCanTellWhileTheAuthorisationServerIsAway() {
        tenant.portal()
                .faults()
                .set(List.of(Fault.of(FaultKind.HTML_502).onOAuth().times(1)));

        assertProblem(put(with(tenant.portal().install())), Problem.NO_VERDICT);

        assertWorks();
    }

    @Test
    void shouldTakeWhateverIsGivenUnproved() {
        Map<String, Object> body = new HashMap<>(tenant.portalRequest());
        body.put("accessToken", "rubbish");

        Bridge.admin().body(body).put(tenant.unproved()).then().statusCode(200);

        assertThat(tenant.portal().statistics().refreshes()).isZero();
        assertThat(assertProblem(
                        Bridge.admin()
                                .body(body)
                                .put(tenant.path() + "?verify=perhaps")
                                .then(),
                        Problem.INVALID))
                .containsExactly("verify");
    }

    @Test
    void shouldRefuseAQueryParameterThatTheOperationDoesNotKnowWhicheverItIs() {
        List<ApiOperation> operations = ApiOperation.in(ApiOperation.document());

        assertThat(operations).hasSizeGreaterThan(40).allSatisfy(operation -> {
            ValidatableResponse answer = Bridge.admin()
                    .body("{}")
                    .queryParam("stat", "failed")
                    .request(operation.method(), existing(operation.path()))
                    .then();
            assertThat(assertProblem(answer, Problem.INVALID)).contains("stat");
            assertThat(answer.extract().asString()).contains("is no parameter of this operation");
        });
    }

    /** Of a form that the operation takes. */
    private static String existing(String path) {
        return path.replace("/api/v1", "")
                .replace("{id}", "00000000-0000-0000-0000-000000000000")
                .replace("{reportId}", "1")
                .replaceAll("\\{\\w+}", "unknown");
    }

    @Test
    void shouldTakeThoseThatAreKnownAndRepeatNoOdderName() {
        Bridge.admin().get("/applications?limit=5").then().statusCode(200);
        Bridge.admin().get("/applications?after=").then().statusCode(200);

        assertThat(assertProblem(
                        Bridge.admin()
                                .queryParam("+4915112345678", "1")
                                .get("/applications")
                                .then(),
                        Problem.INVALID))
                .containsExactly("(other)");
    }

    @ParameterizedTest
    @CsvSource({
        "/applications/unknown/portals, application",
        "/applications/unknown/portals/m, application",
        "/applications/unknown/template, application",
        "/applications/{known}/portals/m, portal",
        "/applications/{known}/template, template",
        "/channels/00000000-0000-0000-0000-000000000000, channel",
        "/runs/00000000-0000-0000-0000-000000000000, run",
        "/replays/00000000-0000-0000-0000-000000000000, replay",
        "/quarantine/00000000-0000-0000-0000-000000000000, entry"
    })
    void shouldSayWhatIsNotKnown(String path, String what) {
        assertThat(assertProblem(
                        Bridge.admin()
                                .get(path.replace("{known}", tenant.clientId()))
                                .then(),
                        Problem.NOT_FOUND))
                .containsExactly(what);
    }

    @ParameterizedTest
    @CsvSource({"twillio, twilio", "Kannel, kannel", "smsru, sms-ru", "infobipp, infobip"})
    void shouldSayWhichGatewayMayBeMeant(String name, String meant) {
        ValidatableResponse answer = Bridge.admin()
                .body(Map.of("gateway", name, "senderCode", "a"))
                .post(tenant.path() + "/channels")
                .then();

        assertThat(assertProblem(answer, Problem.INVALID)).containsExactly("gateway");
        assertThat(answer.extract().asString()).contains("did you mean " + meant + "?");
    }

    @Test
    void shouldGuessNoGatewayFromAWordLikeNone() {
        String answer = Bridge.admin()
                .body(Map.of("gateway", "zzzzzzzzzz", "senderCode", "a"))
                .post(tenant.path() + "/channels")
                .then()
                .statusCode(400)
                .extract()
                .asString();

        assertThat(answer).contains("is not in the catalogue").doesNotContain("did you mean");
    }

    @Test
    void shouldRotateAKeyWithoutABody() {
        Tenant.Callback channel = tenant.channel("kannel");
        String path = "/api/v1/channels/" + channel.channelId() + "/rotate-key";
        String bearer = "Bearer " + DatabaseResource.ADMIN_TOKEN;

        assertThat(Bridge.send("POST", path, null, new byte[0], "Authorization", bearer)
                        .statusCode())
                .isEqualTo(200);
        assertThat(Bridge.send(
                                "POST",
                                path,
                                "application/json",
                                "{\"gracePeriod\":\"x\"}".getBytes(),
                                "Authorization",
                                bearer)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseSettingsThatNoChannelOfTheGatewayHas() {
        assertThat(assertProblem(
                        Bridge.admin()
                                .body(Map.of(
                                        "gateway",
                                        "kannel",
                                        "senderCode",
                                        "a",
                                        "settings",
                                        Map.of("handlr", "https://integrator.example/sms")))
                                .post(tenant.path() + "/channels")
                                .then(),
                        Problem.INVALID))
                .containsExactly("settings.handlr");
    }

    private ValidatableResponse put(Map<String, Object> body) {
        return Bridge.admin().body(body).put(tenant.path()).then();
    }

    private Map<String, Object> with(TokenPair tokens) {
        return Map.of(
                "clientEndpoint", tenant.portal().clientEndpoint().toString(),
                "accessToken", tokens.accessToken(),
                "refreshToken", tokens.refreshToken(),
                "expiresAt", tokens.expiresAt().toString(),
                "applicationToken", tokens.applicationToken());
    }

    /** The pair that the bridge has is one that the portal takes. */
    private void assertWorks() {
        Bridge.admin().get(tenant.path() + "/senders").then().statusCode(200);
    }
}
