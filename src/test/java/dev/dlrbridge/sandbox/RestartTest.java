package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.sandbox.portal.RequestLimit;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox that is started again with its file is what it was. */
class RestartTest extends SandboxTestBase {
    @TempDir
    Path directory;

    @Test
    void shouldKnowItsPortalsTokensSendersAndMessages() {
        start();
        open(PortalSettingsBuilder.portal(MEMBER).limit(RequestLimit.none()));
        call("messageservice.sender.add", "CODE=sms1&NAME=A&TYPE=SMS&HANDLER=http://127.0.0.1/x");
        control("PUT", "portals/" + MEMBER + "/messages/" + ID, "{}");
        call(UPDATE, update("delivered"));
        control("PUT", "applications/other", "{\"clientSecret\":\"s\",\"pageUrl\":\"https://app.example/\"}");

        start();

        portal = sandbox.portal(MEMBER);
        assertThat(json(call("messageservice.sender.list", "")).path("result")).hasToString("[\"sms1\"]");
        assertThat(status().word()).isEqualTo("delivered");
        assertThat(portal.applicationToken(portal.settings().clientId())).isEqualTo(tokens.applicationToken());
        assertThat(control("GET", "applications", "").body()).contains("https://app.example/");
        var refreshed = send(
                "POST",
                sandbox.oauthUrl(),
                FORM,
                "grant_type=refresh_token&client_id=app.sandbox&client_secret=sandbox-secret&refresh_token="
                        + tokens.refreshToken());
        assertThat(refreshed.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldLeaveTheFileAloneWhenItCannotStart() throws IOException {
        start();
        open(PortalSettingsBuilder.portal(MEMBER));
        var taken = sandbox.port();
        sandbox.close();
        var kept = Files.readString(file());
        sandbox = Sandbox.start(SandboxOptions.defaults().withPort(taken));

        assertThatThrownBy(() ->
                        Sandbox.start(SandboxOptions.defaults().withPort(taken).withState(file())))
                .isInstanceOf(IllegalStateException.class);

        assertThat(file()).hasContent(kept);
    }

    @Test
    void shouldSayWhichFileItCannotRead() throws IOException {
        Files.writeString(file(), "{");

        assertThatThrownBy(() -> Sandbox.start(SandboxOptions.defaults().withState(file())))
                .hasMessageContaining(file().toString());
    }

    private void start() {
        sandbox.close();
        sandbox = Sandbox.start(SandboxOptions.defaults().withClock(clock).withState(file()));
    }

    private Path file() {
        return directory.resolve("sandbox.json");
    }
}
