package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.portal.Endpoint;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A portal that has its address to itself is called as real ones are. */
class OwnAddressTest extends SandboxTestBase {
    @Test
    void shouldAnswerBelowRestAlone() {
        openAlone("127.0.0.9");

        assertThat(portal.clientEndpoint()).hasToString("http://127.0.0.9:" + sandbox.port() + "/rest/");
        assertThat(outcome(call("app.info", ""))).startsWith("200");
        assertThat(outcome(call(UPDATE, update("delivered")))).isEqualTo("200 true");
        assertThat(outcome(send("GET", portal.webhookEndpoint().resolve("server.time"), FORM, "")))
                .startsWith("200");
    }

    @Test
    void shouldLetPagesOfOtherOriginsCall() {
        openAlone("127.0.0.9");

        var asked = send("OPTIONS", portal.clientEndpoint().resolve("profile"), FORM, "");

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(call("profile", "").headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("*");
    }

    @Test
    void shouldRedirectFromItsFormerAddressAndKeepTheOAuthServersOwn() {
        openAlone("127.0.0.9");
        var former = portal.clientEndpoint().resolve("profile");
        openAlone("127.0.0.10");

        assertThat(send("POST", former, FORM, "").headers().firstValue("Location"))
                .hasValue("http://127.0.0.10:" + sandbox.port() + "/rest/profile");
        assertThat(outcome(send("GET", sandbox.serverEndpoint().resolve("app.info?auth=x"), FORM, "")))
                .isEqualTo("401 invalid_token");
    }

    @Test
    void shouldShareItsAddressWithNobody() {
        openAlone("127.0.0.9");

        assertThat(put("second", "127.0.0.9").statusCode()).isEqualTo(400);
        assertThat(put("second", "127.0.0.1").statusCode()).isEqualTo(400);
        assertThat(put("second", "127.0.0.11").statusCode()).isEqualTo(200);
        assertThat(put("third", "acme.localhost").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldChangeItsLanguageAndNothingElse() {
        openAlone("127.0.0.9");
        portal.setInstalled(false);
        var path = "portals/" + MEMBER;

        var changed = json(control("PATCH", path, "{\"language\":\"de\"}"));

        assertThat(changed.path("language").asText()).isEqualTo("de");
        assertThat(changed.path("installed").asBoolean()).isFalse();
        assertThat(portal.clientEndpoint())
                .isEqualTo(URI.create(changed.path("clientEndpoint").asText()));
        assertThat(control("PATCH", path, "{\"language\":\"deutsch\"}").statusCode())
                .isEqualTo(400);
        assertThat(control("PATCH", path, "{\"unknown\":1}").statusCode()).isEqualTo(400);
    }

    private void openAlone(String address) {
        open(PortalSettingsBuilder.portal(MEMBER).address(address).endpoint(Endpoint.HTTP));
    }

    private java.net.http.HttpResponse<String> put(String member, String address) {
        return control("PUT", "portals/" + member, "{\"address\":\"" + address + "\",\"endpoint\":\"http\"}");
    }
}
