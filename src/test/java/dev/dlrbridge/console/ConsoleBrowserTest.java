package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.dlrbridge.console.Browser.Visitor;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The console as people use it, in a browser. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
@EnabledIf(value = "dev.dlrbridge.console.Browser#isThere", disabledReason = "there is no /usr/bin/chromium")
class ConsoleBrowserTest {
    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void nothingForeignHappened() {
        browser.assertNoOffence();
    }

    static Stream<Visitor> visitors() {
        return Stream.of(Visitor.ENGLISH, Visitor.DARK, Visitor.PHONE, Visitor.RUSSIAN, Visitor.WITHOUT_SCRIPTS);
    }

    @ParameterizedTest
    @MethodSource("visitors")
    void shouldHinderNobodyOnAnyPage(Visitor visitor) {
        // given
        Tenant tenant = Tenant.create();
        Tenant.Callback kannel = tenant.channel("kannel");
        String message = tenant.message();
        Bridge.get(kannel.path() + "/" + message + "?type=1&to=%2B491700000000&fid=7");
        Page page = browser.administrator(visitor);

        for (String path : List.of(
                "",
                "/applications?limit=1",
                "/applications/" + tenant.clientId() + "/portals",
                tenant.path(),
                tenant.path() + "/messages",
                tenant.path() + "/messages/" + message,
                "/channels/" + kannel.channelId(),
                "/quarantine",
                "/gateways",
                "/gateways/twilio",
                "/tokens",
                "/audit",
                "/nothing")) {
            // when
            page.navigate("/console" + path);

            // then
            assertThat(page.locator("h1").count()).as(path).isEqualTo(1);
            if (visitor.scripts()) {
                assertThat(Browser.hindrances(page)).as(path).isEmpty();
            }
        }
    }

    @Test
    void shouldShowWhatArrivesAsItArrives() {
        // given
        Tenant tenant = Tenant.create();
        Tenant.Callback kannel = tenant.channel("kannel");
        Page page = browser.administrator(Visitor.ENGLISH);
        page.navigate("/console/channels/" + kannel.channelId() + "/live");
        page.getByText("watching").waitFor();
        String message = tenant.message();

        // when
        Bridge.get(kannel.path() + "/" + message + "?type=1&to=%2B491700000000&fid=7");

        // then
        page.locator("#live").getByText(message).waitFor();
    }
}
