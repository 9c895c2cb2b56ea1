package dev.dlrbridge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.Browser;
import dev.dlrbridge.testing.Browser.Visitor;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the page of development to a delivered SMS, and the whole way of a customer in his portal, in a browser. */
@QuarkusTest
@TestProfile(DemoTest.Development.class)
@EnabledIf(value = "dev.dlrbridge.testing.Browser#isThere", disabledReason = "there is no /usr/bin/chromium")
class TourBrowserTest {
    private static final Duration WHOLE_WAY = Duration.ofSeconds(10);

    private final DemoTenant tenant;
    private final DemoPortal portal;
    private final URI bridge;
    private Browser browser;

    TourBrowserTest(DemoTenant tenant, DemoPortal portal, @ConfigProperty(name = "dlrbridge.public-url") URI bridge) {
        this.tenant = tenant;
        this.portal = portal;
        this.bridge = bridge;
    }

    @BeforeEach
    void open() {
        LaunchMode.set(LaunchMode.DEVELOPMENT); // only then does the port lead to the page
        await().until(() -> tenant.callbackUrl().isPresent());
        PlaywrightAssertions.setDefaultAssertionTimeout(WHOLE_WAY.toMillis());
        browser = new Browser(Bridge.inside(""), portal.sandbox(), bridge);
    }

    @AfterEach
    void nothingForeignHappened() {
        LaunchMode.set(LaunchMode.TEST);
        browser.assertNoOffence();
        browser.close();
    }

    @Test
    void shouldLeadToADeliveredSmsAndShowEachStep() {
        Page page = browser.visitor(Visitor.PHONE).newPage();
        page.navigate("/");

        page.locator("#sms").click();

        PlaywrightAssertions.assertThat(page.locator("#way li.delivered")).containsText("Shown at the portal");
        assertThat(page.locator("#way").textContent()).contains("Arrived", "Read as", "Committed", "Called");

        page.selectOption("#gateway", "twilio");
        page.locator("[data-report='twilio/refused']").click();
        PlaywrightAssertions.assertThat(page.locator("#way li.bad").first()).containsText("HTTP 401");
        page.locator("[data-report='twilio/failed']").click();
        PlaywrightAssertions.assertThat(page.locator("#way li.failed").first()).containsText("failed");
        checked(page);
    }

    @ParameterizedTest
    @CsvSource({"RUSSIAN, ru", "PHONE, de"})
    void shouldTakeACustomerFromTheInstallationToADeliveredSms(Visitor visitor, String language) {
        Page page = browser.visitor(visitor).newPage();
        page.navigate(portal.page().toString());
        checked(page);
        page.selectOption("#language", language);
        Locator buttons = page.locator("#applications button");
        buttons.last().click(); // it was installed when development began
        PlaywrightAssertions.assertThat(buttons).hasCount(1);
        long begun = System.nanoTime();

        // installed by click
        buttons.first().click();
        FrameLocator frame = page.frameLocator("#frame iframe");
        PlaywrightAssertions.assertThat(frame.locator("html")).hasAttribute("lang", language);

        // then the application takes its installer's place: a gateway and its key
        frame.locator("body:not([data-installer]) [data-tab=gateway]").click();
        Locator gateway = ready(frame.locator("#connect select[name=gateway]"));
        if (!gateway.inputValue().equals("twilio")) { // else the form would be shown anew while it is filled in
            gateway.selectOption("twilio");
        }
        frame.locator("input[name='secret.authToken']").fill("a1b2c3d4e5f60718293a4b5c6d7e8f90");
        ready(frame.locator("#connect"));
        frame.locator("#connect button[type=submit]").click();
        frame.locator("#callback-url").waitFor();

        // an SMS from the card, which the gateway's double reports
        PlaywrightAssertions.assertThat(page.locator("#sms select option")).hasCount(1);
        page.locator("#sms button").click();
        page.locator("#messages td.delivered").waitFor();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(WHOLE_WAY);

        frame.locator("#arrivals .s-delivered").first().waitFor();
        checked(page);
    }

    /** Some moments after it is shown, the page's script listens to it; no person is that fast. */
    private static Locator ready(Locator locator) {
        locator.evaluate("""
                async element => {
                  while (!element['htmx-internal-data']) {
                    await new Promise(resolve => setTimeout(resolve, 10));
                  }
                }""");
        return locator;
    }

    private static void checked(Page page) {
        assertThat(Browser.hindrances(page)).isEqualTo(List.of());
        assertThat(page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"))
                .as("not too wide")
                .isEqualTo(true);
    }
}
