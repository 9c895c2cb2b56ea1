package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.dlrbridge.console.Browser.Visitor;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

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

    @Test
    void tour() {
        Tenant tenant = Tenant.create();
        Tenant.Callback kannel = tenant.channel("kannel");
        String message = tenant.message();
        Bridge.get(kannel.path() + "/" + message + "?type=1&to=%2B491700000000&fid=7");
        for (Visitor v : new Visitor[] {Visitor.ENGLISH, Visitor.DARK, Visitor.PHONE, Visitor.RUSSIAN}) {
            Page page = browser.administrator(v);
            int n = 0;
            for (String path : new String[] {
                "/console",
                "/console/applications",
                "/console/applications/" + tenant.clientId() + "/portals",
                "/console" + tenant.path(),
                "/console" + tenant.path() + "/messages/" + message,
                "/console/none",
                "/console/channels/" + kannel.channelId(),
                "/console/quarantine",
                "/console/gateways",
                "/console/gateways/twilio",
                "/console/tokens",
                "/console/audit"
            }) {
                page.navigate(path);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of(
                                "/tmp/h/console-shots/" + v.language() + v.dark() + v.width() + "-" + n++ + ".png"))
                        .setFullPage(true));
                System.out.println(path + " " + page.title() + Browser.hindrances(page));
            }
        }
        assertThat(true).isTrue();
    }
}
