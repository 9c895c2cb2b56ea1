package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.portal.PortalSettings;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationTest extends SandboxTestBase {
    // GOOD is replaced with the access token; headers beat auth, auth beats access_token.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer GOOD | auth=wrong | 200",
                "bearer GOOD | x=1 | 200",
                "Basic GOOD | auth=GOOD&access_token=wrong | 200",
                "Basic x | access_token=GOOD | 200",
                "Bearer wrong | auth=GOOD | 401 invalid_token",
                "Basic x | auth=wrong&access_token=GOOD | 401 invalid_token",
                "Basic x | auth[]=GOOD | 401 NO_AUTH_FOUND",
                "Basic GOOD | x=1 | 401 NO_AUTH_FOUND",
                "Bearer GOOD | token=x | 403 ACCESS_DENIED",
            })
    void shouldTakeTokenByPrecedence(String header, String form, String expected) {
        var token = tokens.accessToken();
        var uri = portal.clientEndpoint().resolve("profile");

        var response =
                send("POST", uri, FORM, form.replace("GOOD", token), "Authorization", header.replace("GOOD", token));

        assertThat(outcome(response)).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"auth\":\"GOOD\"} | 200",
                "application/json; charset=utf-8 | {\"AUTH\":\"GOOD\"} | 200",
                "application/json | {\"auth\":\"GOOD\" | 401 NO_AUTH_FOUND",
                "text/json | {\"auth\":\"GOOD\"} | 401 NO_AUTH_FOUND",
                "text/plain | auth=GOOD | 200",
            })
    void shouldReadBodyByMediaType(String type, String body, String expected) {
        var uri = portal.clientEndpoint().resolve("profile");

        assertThat(outcome(send("POST", uri, type, body.replace("GOOD", tokens.accessToken()))))
                .startsWith(expected);
    }

    @Test
    void shouldPreferBodyOverQuery() {
        var uri = portal.clientEndpoint().resolve("profile?auth=wrong");

        assertThat(send("POST", uri, FORM, "auth=" + tokens.accessToken()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseTokenOfAnotherPortalAndUninstalledApplication() {
        var other = sandbox.createPortal(PortalSettings.of("other")).install();
        var uri = portal.clientEndpoint().resolve("profile");
        assertThat(outcome(send("POST", uri, FORM, "auth=" + other.accessToken())))
                .isEqualTo("401 invalid_token");

        open(PortalSettingsBuilder.portal(MEMBER).installed(false));
        assertThat(outcome(call("profile", ""))).isEqualTo("401 ERROR_OAUTH");
    }
}
