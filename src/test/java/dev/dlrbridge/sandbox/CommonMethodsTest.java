package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.portal.RequestLimit;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every portal says of itself, and notifications. */
class CommonMethodsTest extends SandboxTestBase {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "messageservice,im | scope | '' | [\"messageservice\",\"im\"]",
                "messageservice | scope | full=true | [\"im\",\"messageservice\",\"user\",\"user_basic\",\"user_brief\"]",
                "im | methods | scope=im | [\"im.notify.system.add\"]",
                "messageservice | method.get | name=user.current | {\"isExisting\":true,\"isAvailable\":false}",
                "user_brief | method.get | name=user.current | {\"isExisting\":true,\"isAvailable\":true}",
                "im | method.get | name=messageservice.sender.update | {\"isExisting\":false,\"isAvailable\":false}",
                "im | method.get | '' | {\"isExisting\":false,\"isAvailable\":false}",
                "im | server.time | '' | \"2026-06-01T13:09:42+00:00\"",
            })
    void shouldSayWhatItHas(String scope, String method, String form, String result) {
        open(PortalSettingsBuilder.portal(MEMBER).scope(scope).withoutMethods(Set.of("messageservice.sender.update")));

        assertThat(json(call(method, form)).path("result")).hasToString(result);
    }

    @Test
    void shouldListTheMethodsThatTheApplicationMayCall() {
        assertThat(call("methods", "").body())
                .contains("messageservice.sender.add", "server.time")
                .doesNotContain("user.current", "im.notify");
        assertThat(call("methods", "full=true").body()).contains("user.current", "im.notify.system.add");
        assertThat(call("methods", "scope=").body())
                .contains("\"app.info\"")
                .doesNotContain("messageservice", "user.current");
    }

    @Test
    void shouldSayWhoCalls() {
        open(PortalSettingsBuilder.portal(MEMBER).scope("user_basic"));

        assertThat(json(call("user.current", "")).path("result").path("ID").asText())
                .isEqualTo("1");
        open(PortalSettingsBuilder.portal(MEMBER));
        assertThat(outcome(call("user.current", ""))).isEqualTo("401 insufficient_scope");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "im | USER_ID=1&MESSAGE=Parked | 200 1",
                "im | USER_ID=0&MESSAGE=Parked | 400 USER_ID_EMPTY",
                "im | USER_ID=1&MESSAGE=+ | 400 MESSAGE_EMPTY",
                "messageservice | USER_ID=1&MESSAGE=Parked | 401 insufficient_scope",
            })
    void shouldNotifyAUser(String scope, String form, String outcome) {
        open(PortalSettingsBuilder.portal(MEMBER).scope(scope));

        assertThat(outcome(call("im.notify.system.add", form))).isEqualTo(outcome);
    }

    @Test
    void shouldShowOfOneTagTheLastNotificationOnly() {
        open(PortalSettingsBuilder.portal(MEMBER).scope("im").limit(RequestLimit.none()));
        for (var i = 0; i < 150; i++) {
            call("im.notify.system.add", "USER_ID=1&TAG=t" + (i < 2 ? 0 : i) + "&MESSAGE=m" + i);
        }

        var shown = json(control("GET", "portals/" + MEMBER + "/notifications", ""));

        assertThat(shown).hasSize(100);
        assertThat(shown.path(99).path("message").asText()).isEqualTo("m149");
        call("im.notify.system.add", "USER_ID=1&TAG=t149&MESSAGE=again");
        assertThat(json(control("GET", "portals/" + MEMBER + "/notifications", ""))
                        .findValuesAsText("message"))
                .hasSize(100)
                .contains("again")
                .doesNotContain("m149");
    }
}
