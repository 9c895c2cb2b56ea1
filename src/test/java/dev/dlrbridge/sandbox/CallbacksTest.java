package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dlrbridge.sandbox.php.PhpForm;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import dev.dlrbridge.sandbox.portal.TokenPair;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbacksTest extends SandboxTestBase {
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private HttpServer application;
    private volatile int status = 200;

    @BeforeEach
    void startApplication() throws IOException {
        application = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        application.createContext("/", this::keep);
        application.start();
        call("messageservice.sender.add", "CODE=sms1&NAME=A&TYPE=SMS&HANDLER=" + url("sms"));
    }

    @AfterEach
    void stopApplication() {
        application.stop(0);
    }

    private void keep(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posts.add((query == null ? "" : query + "&") + body);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + application.getAddress().getPort() + "/" + path;
    }

    private String post(String path, String body) {
        return outcomeOf(control("POST", "portals/" + MEMBER + "/" + path, body.replace("URL", url("x"))));
    }

    private static String outcomeOf(java.net.http.HttpResponse<String> response) {
        return response.statusCode() + " " + json(response).path("answers");
    }

    private Map<String, Object> form() {
        assertThat(posts).isNotEmpty();
        return PhpForm.parse(posts.get(posts.size() - 1));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> auth() {
        return (Map<String, Object>) form().get("auth");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> data() {
        return (Map<String, Object>) form().get("data");
    }

    @Test
    void shouldPostSmsOfUserWithHisAccessTokenOnly() {
        assertThat(post("sms", "{\"code\":\"sms1\",\"authorId\":17,\"to\":\"+4917\",\"text\":\"a&b\"}"))
                .isEqualTo("200 [200]");

        assertThat(posts.get(0)).startsWith("module_id=crm&bindings%5B0%5D%5B").contains("message_to=%2B4917");
        assertThat(form()).containsEntry("message_body", "a&b").containsEntry("code", "sms1");
        assertThat(auth())
                .containsKeys("access_token", "application_token", "domain", "client_endpoint", "server_endpoint")
                .containsEntry("member_id", MEMBER)
                .containsEntry("user_id", "17")
                .doesNotContainKey("refresh_token");
        tokens = new TokenPair((String) auth().get("access_token"), null, null, null);
        var id = (String) form().get("message_id");
        assertThat(outcome(call(UPDATE, "CODE=sms1&STATUS=delivered&MESSAGE_ID=" + id)))
                .isEqualTo("200 true");
    }

    @Test
    void shouldPostSmsOfRobotWithoutAnyToken() {
        post("sms", "{\"code\":\"sms1\",\"module\":\"bizproc\"}");

        assertThat(form())
                .containsKeys("workflow_id", "document_id", "document_type")
                .doesNotContainKey("bindings");
        assertThat(auth()).containsOnlyKeys("domain", "member_id", "client_endpoint", "server_endpoint");
    }

    @Test
    void shouldPostTheSameMessageTwiceWhenTheQueueTakesItForStuck() {
        assertThat(post("sms", "{\"code\":\"sms1\",\"times\":2}")).isEqualTo("200 [200,200]");

        assertThat(posts).hasSize(2);
        assertThat(PhpForm.parse(posts.get(0)).get("message_id")).isEqualTo(form().get("message_id"));
    }

    @Test
    void shouldNotPostAgainWhatWasRefused() {
        status = 500;

        assertThat(post("sms", "{\"code\":\"sms1\"}")).isEqualTo("200 [500]");
        assertThat(posts).hasSize(1);
    }

    @Test
    void shouldTellOfNoAnswer() {
        application.stop(0);

        assertThat(post("sms", "{\"code\":\"sms1\"}")).isEqualTo("200 [0]");
    }

    @Test
    void shouldLetMessageAppearLateAndOverwriteEarlyStatus() {
        post("sms", "{\"code\":\"sms1\",\"visibleAfterMs\":1000,\"sentAfterMs\":3000}");
        var update = "CODE=sms1&STATUS=delivered&MESSAGE_ID=" + form().get("message_id");
        assertThat(outcome(call(UPDATE, update))).isEqualTo("400 ERROR_MESSAGE_NOT_FOUND");

        clock.advance(java.time.Duration.ofSeconds(1));
        assertThat(outcome(call(UPDATE, update))).isEqualTo("200 true");
        clock.advance(java.time.Duration.ofSeconds(2));

        assertThat(portal.messages().status((String) form().get("message_id"))).contains(MessageStatus.SENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\":\"other\"} | {\"event\":\"ONAPPINSTALL\",\"url\":\"URL\"} | 409",
                "{\"code\":\"sms1\"} | {\"event\":\"ONAPPUPDATE\",\"url\":\"URL\"} | 409",
                "{\"code\":\"sms1\"} | {\"event\":\"ONAPPUNINSTALL\",\"url\":\"URL\"} | 409",
                "{\"code\":\"sms1\"} | {\"event\":\"ONAPPPAYMENT\",\"url\":\"URL\",\"paymentExpired\":true} | 409",
                "{\"code\":\"sms1\"} | {\"event\":\"ONAPPPAYMENT\",\"url\":\"URL\"} | 200",
                "{} | {\"event\":\"ONAPPINSTALL\",\"url\":\"URL\"} | 400",
                "{\"code\":\"sms1\",\"times\":0} | {\"event\":\"ONAPPINSTALL\",\"url\":\"URL\"} | 400",
            })
    void shouldSendOnlyByLivingSendersOfPaidApplications(String sms, String event, int expected) {
        post("events", event);

        var answer = control("POST", "portals/" + MEMBER + "/sms", sms);

        assertThat(answer.statusCode()).isEqualTo(expected);
    }

    @Test
    void shouldInstallWithNewChain() {
        assertThat(post("events", "{\"event\":\"ONAPPINSTALL\",\"url\":\"URL\"}"))
                .isEqualTo("200 [200]");

        assertThat(posts.get(0)).startsWith("event=ONAPPINSTALL&event_handler_id=12&data%5BVERSION%5D=1&");
        assertThat(data()).containsEntry("ACTIVE", "Y").containsEntry("INSTALLED", "Y");
        assertThat(auth()).containsKeys("access_token", "refresh_token", "expires", "expires_in", "application_token");
        assertThat(sandbox.oauth().find("app.sandbox", (String) auth().get("refresh_token")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,true"})
    void shouldTakeSendersAwayAndPerhapsRenewApplicationTokenOnUpdate(boolean renew, boolean same) {
        post("events", "{\"event\":\"ONAPPUPDATE\",\"url\":\"URL\",\"renewApplicationToken\":" + renew + "}");

        assertThat(data()).containsEntry("VERSION", "2").containsEntry("PREVIOUS_VERSION", "1");
        assertThat(auth().get("application_token").equals(tokens.applicationToken()))
                .isEqualTo(same);
        assertThat(outcome(call("messageservice.sender.list", ""))).isEqualTo("200 []");
    }

    @Test
    void shouldProveUninstallByApplicationTokenAlone() {
        call("profile", "");

        post("events", "{\"event\":\"ONAPPUNINSTALL\",\"url\":\"URL\",\"clean\":true}");

        assertThat(data()).containsEntry("CLEAN", "1");
        assertThat(auth())
                .containsEntry("application_token", tokens.applicationToken())
                .doesNotContainKeys("access_token", "refresh_token");
        assertThat(outcome(call("profile", ""))).isEqualTo("401 invalid_token");
        post("events", "{\"event\":\"ONAPPINSTALL\",\"url\":\"URL\"}");
        assertThat(outcome(call("profile", ""))).isEqualTo("401 invalid_token");
        tokens = new TokenPair((String) auth().get("access_token"), null, null, null);
        assertThat(outcome(call("profile", ""))).startsWith("200");
    }

    @Test
    void shouldProveNothingWithPayment() {
        post("events", "{\"event\":\"ONAPPPAYMENT\",\"url\":\"URL\",\"paymentExpired\":true}");

        assertThat(data()).containsEntry("PAYMENT_EXPIRED", "Y");
        assertThat(auth()).doesNotContainKeys("application_token", "access_token");
        assertThat(outcome(call("profile", ""))).isEqualTo("401 PAYMENT_REQUIRED");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false"})
    void shouldOpenPageAsRecentOrOldPortalsDo(boolean recent, boolean more) {
        assertThat(post("pages", "{\"url\":\"URL\",\"userId\":9,\"recent\":" + recent + "}"))
                .isEqualTo("200 [200]");

        assertThat(form())
                .containsKeys("AUTH_ID", "REFRESH_ID", "AUTH_EXPIRES", "PLACEMENT", "APP_SID", "LANG")
                .containsEntry("member_id", MEMBER)
                .containsEntry("PROTOCOL", "0")
                .containsEntry("DOMAIN", portal.clientEndpoint().getAuthority());
        assertThat(form().containsKey("APPLICATION_TOKEN")).isEqualTo(more);
        assertThat(form().containsKey("SERVER_ENDPOINT")).isEqualTo(more);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | events | {\"event\":\"ONAPPINSTALL\"} | 400",
                "POST | events | {\"event\":\"ONOTHER\",\"url\":\"http://127.0.0.1/\"} | 400",
                "POST | events | {\"event\":\"ONAPPINSTALL\",\"url\":\"nowhere\"} | 400",
                "POST | pages | {} | 400",
                "GET | sms | {} | 405",
            })
    void shouldRefuseWhatCannotBePosted(String method, String path, String body, int expected) {
        assertThat(control(method, "portals/" + MEMBER + "/" + path, body).statusCode())
                .isEqualTo(expected);
    }
}
