package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest extends SandboxTestBase {
    @Test
    void shouldCreatePortalOnItsOwnAddress() {
        var answer = control(
                "PUT", "portals/m2", "{\"address\":\"127.0.0.7\",\"clientId\":\"a\",\"clientSecret\":\"s3cr3t\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("s3cr3t");
        portal = sandbox.portal("m2");
        assertThat(json(answer).path("clientEndpoint").asText())
                .isEqualTo("http://127.0.0.7:" + sandbox.port() + "/m2/rest/");
        var uri = portal.clientEndpoint().resolve("profile");
        var token = json(answer).path("accessToken").asText();
        assertThat(send("POST", uri, FORM, "auth=" + token).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRedirectFromFormerAddress() {
        var former = portal.clientEndpoint().resolve("profile");
        open(PortalSettingsBuilder.portal(MEMBER).address("127.0.0.8"));

        var response = send("POST", former, FORM, "");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .hasValue(portal.clientEndpoint().resolve("profile").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | portals/x | {\"address\":\"10.0.0.1\"} | 400",
                "PUT | portals/x | {\"unknown\":1} | 400",
                "PUT | portals/x | [] | 400",
                "PUT | portals/sandbox | {} | 400",
                "GET | portals/none | {} | 404",
                "GET | portals/none/messages | {} | 404",
                "GET | nothing | {} | 404",
                "POST | statistics | {} | 405",
                "PUT | portals/0123456789abcdef0123456789abcdef/faults | [{\"kind\":\"none\"}] | 400",
                "PUT | portals/0123456789abcdef0123456789abcdef/faults | [{\"kind\":\"cut\",\"rate\":2}] | 400",
                "PUT | portals/0123456789abcdef0123456789abcdef/faults | [{\"kind\":\"cut\",\"rate\":0.5}] | 200",
                "POST | portals/0123456789abcdef0123456789abcdef/expire-tokens | {} | 204",
                "POST | portals/0123456789abcdef0123456789abcdef/install | {\"userId\":7} | 200",
                "PUT | applications/b | {\"clientSecret\":\"s\"} | 204",
                "DELETE | portals/0123456789abcdef0123456789abcdef | {} | 204",
                "POST | reset | {} | 204",
            })
    void shouldAnswerWithStatus(String method, String path, String body, int expected) {
        assertThat(control(method, path, body).statusCode()).isEqualTo(expected);
    }

    @Test
    void shouldShowMessageWithHistory() {
        var path = "portals/" + MEMBER + "/messages/abc";
        assertThat(control("GET", path, "").statusCode()).isEqualTo(404);
        control("PUT", path, "{\"status\":\"queued\"}");
        call(UPDATE, "CODE=a&MESSAGE_ID=abc&STATUS=delivered");

        var message = json(control("GET", path, ""));

        assertThat(message.path("status").asText()).isEqualTo("delivered");
        assertThat(message.at("/history/0/status").asText()).isEqualTo("delivered");
        assertThat(message.path("updates").asInt()).isEqualTo(1);
    }

    @Test
    void shouldForgetMessageAsPortalsDoWithOldOnes() {
        var path = "portals/" + MEMBER + "/messages/" + ID;

        assertThat(control("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(control("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThat(outcome(call(UPDATE, update("sent")))).isEqualTo("400 ERROR_MESSAGE_NOT_FOUND");
    }

    @Test
    void shouldStreamManyMessagesAsLines() {
        for (var i = 0; i < 100_000; i++) {
            portal.messages().create(MessageSettings.of(String.format("%032x", i)));
        }

        var lines = control("GET", "portals/" + MEMBER + "/messages?format=lines", "")
                .body()
                .lines()
                .toList();

        assertThat(lines).hasSize(100_001).contains(ID + "\tsent").doesNotHaveDuplicates();
    }

    @Test
    void shouldCountWhatHappened() {
        call("batch", "cmd[a]=profile&cmd[b]=profile");
        call("profile", "");

        assertThat(json(control("GET", "statistics", "")))
                .hasToString(
                        "{\"requests\":2,\"batchCalls\":1,\"commands\":3,\"limitHits\":0,\"operatingHits\":0,\"refreshes\":0,"
                                + "\"repeatedRefreshes\":0,\"needlessRefreshes\":0,\"refusedRefreshes\":0,\"concurrentMax\":1}");
    }
}
