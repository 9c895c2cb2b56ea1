package dev.dlrbridge.portalpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.Browser;
import dev.dlrbridge.testing.Browser.Visitor;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Owner;
import dev.dlrbridge.testing.PortalPage;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in portals as people use it, in a browser. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
@EnabledIf(value = "dev.dlrbridge.testing.Browser#isThere", disabledReason = "there is no /usr/bin/chromium")
class PortalPageBrowserTest {
    private static final String SCRIPT = "'\"><script>alert(1)</script><img src=x onerror=alert(2)>";
    private static final String SHOTS = System.getenv("PAGE_SHOTS");

    private static Browser browser;

    private final Owner owner;

    PortalPageBrowserTest(Owner owner) {
        this.owner = owner;
    }

    @BeforeAll
    static void open() {
        browser = new Browser(Bridge.outside(""));
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void nothingForeignHappened() {
        browser.assertNoOffence();
    }

    @ParameterizedTest
    @CsvSource({
        "ENGLISH, en, Report received",
        "RUSSIAN, ru, Отчёт получен",
        "ENGLISH, de, Bericht erhalten",
        "PHONE, br, Relatório recebido"
    })
    void shouldConnectAnAccountAndShowItsFirstReport(Visitor visitor, String language, String received) {
        // given
        Tenant tenant = withChoices();
        Page page = opened(tenant, visitor, language);
        checked(page, language + "-state");

        // when
        page.locator("[data-tab=gateway]").click();
        page.locator("#connect select[name=gateway]").selectOption("smsc");
        page.locator("input[name='secret.controlPhrase']").waitFor();
        checked(page, language + "-choose");
        page.locator("#connect button[type=submit]").click();
        page.locator("[aria-invalid]").waitFor();
        page.locator("input[name='secret.controlPhrase']").fill("phrase");
        page.locator("#connect button[type=submit]").click();
        String url = page.locator("#callback-url").inputValue();
        page.locator("[data-copy]").click();
        Tenant.Callback channel = new Tenant.Callback(null, URI.create(url));
        report(channel, tenant.message(), "unsigned");

        // then
        page.locator("#arrivals li").first().waitFor();
        assertThat(page.locator("#arrivals").textContent()).isNotBlank();
        checked(page, language + "-gateway");

        // when
        page.locator("#connect select[name=gateway]").selectOption("eskiz");
        page.waitForCondition(() -> page.locator("#connect input").count() == 0);
        page.locator("#connect button[type=submit]").click();
        page.waitForCondition(() -> page.locator("#callback-url").inputValue().contains("/dlr/eskiz/"));
        String next = page.locator("#callback-url").inputValue();
        String message = tenant.message();
        report(new Tenant.Callback(null, URI.create(next)), message, "DELIVERED");

        // then
        page.locator("#arrivals li .s-delivered").waitFor();
        assertThat(page.locator("#arrivals").textContent()).contains(received);

        // when
        page.locator("[data-tab=messages]").click();

        // then
        page.locator("code", new Page.LocatorOptions().setHasText(message)).waitFor();
        checked(page, language + "-messages");
    }

    @Test
    void shouldShowADayAndWhyMessagesWereLost() {
        // given
        Tenant tenant = withChoices();
        Tenant.Callback channel = tenant.channel("eskiz");
        report(channel, tenant.message(), "UNDELIV");
        owner.select("""
                INSERT INTO statistic (portal_id, hour, client_id, gateway, status, reports, known, known_ms, shown, shown_ms)
                SELECT p.id, date_trunc('hour', now()) - h * interval '1 hour', p.client_id, 'eskiz', s.status,
                       (s.share * (14 + 12 * sin(h / 3.4)))::bigint, 0, 0, 0, 0
                  FROM portal p, generate_series(0, 23) h, (VALUES (40, 12), (30, 2), (20, 3)) s (status, share)
                 WHERE p.member_id = '%s'
                RETURNING portal_id::text
                """.formatted(tenant.memberId()));
        Page page = opened(tenant, Visitor.ENGLISH, "de");

        // when
        page.locator("[data-tab=messages]").click();

        // then
        page.locator("svg rect").first().waitFor();
        page.locator("select[name=status]").selectOption("undelivered");
        page.locator(".s-undelivered").waitFor();
        checked(page, "de-day");
    }

    @Test
    void shouldShowScriptFromOutsideAndNotRunIt() {
        // given
        Tenant tenant = withChoices();
        Tenant.Callback channel = tenant.channel(
                "generic-form",
                Map.of(),
                Map.of("id", "id", "status", "status", "errorCode", "code", "statuses", "FAILED=failed"));
        String query = "?id=x&status=FAILED&code=" + encoded(SCRIPT);
        assertThat(Bridge.get(channel.path() + "/" + tenant.message() + query).statusCode())
                .isEqualTo(200);
        owner.execute("UPDATE portal SET state = 'parked', reason = '%s', parked_since = now() WHERE member_id = '%s'"
                .formatted(SCRIPT.replace("'", "''"), tenant.memberId()));
        PortalPage employee = PortalPage.byEmployee(tenant);
        assertThat(employee.answer().body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
        Page page = opened(tenant, Visitor.ENGLISH, "\"><script>alert(3)</script>");

        // when
        page.locator("[data-tab=messages]").click();

        // then
        page.locator(".s-failed").waitFor();
        assertThat(page.locator("main").textContent()).contains("<script>alert(1)</script>");
        assertThat(page.locator("main script, main img").count()).isZero();

        // when
        page.locator("[data-tab=gateway]").click();
        page.locator("#live").waitFor();
        Bridge.get(channel.path() + "/" + tenant.message() + "?id=y&status=" + encoded(SCRIPT));

        // then
        page.locator("#arrivals li").first().waitFor();
        assertThat(page.locator("main script, main img").count()).isZero();
    }

    @Test
    void shouldSayThatTheSignInHasEnded() {
        // given
        Tenant tenant = withChoices();
        Page page = opened(tenant, Visitor.ENGLISH, "ru");
        owner.execute("UPDATE portal SET state = 'uninstalled' WHERE member_id = '" + tenant.memberId() + "'");

        // when
        page.locator("[data-tab=messages]").click();

        // then
        page.locator("#notice:not([hidden])").waitFor();
        assertThat(page.locator("#notice").textContent()).contains("Откройте приложение заново");
    }

    /** As Bitrix24 does it: by a form in another page. */
    private static Page opened(Tenant tenant, Visitor visitor, String language) {
        Page page = browser.visitor(visitor).newPage();
        Map<String, String> form = PortalPage.form(tenant, tenant.portal().install());
        page.navigate(Bridge.outside("/bitrix24/page/assets/portal.css").toString());
        page.evaluate("""
                ([address, fields]) => {
                  const form = document.createElement("form");
                  form.method = "post";
                  form.action = address;
                  for (const [name, value] of Object.entries(fields)) {
                    const field = document.createElement("input");
                    field.name = name;
                    field.value = value;
                    form.append(field);
                  }
                  document.body.append(form);
                  form.submit();
                }""", List.of(PortalPage.address(tenant, encoded(language)), form));
        page.locator("#content .checks").waitFor();
        return page;
    }

    /** Nobody is hindered, nothing is too wide. */
    private static void checked(Page page, String name) {
        assertThat(page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"))
                .as("%s is not too wide", name)
                .isEqualTo(true);
        if (SHOTS != null) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(SHOTS, name + ".png")));
        }
        assertThat(Browser.hindrances(page)).as(name).isEmpty();
    }

    private static Tenant withChoices() {
        Tenant tenant = Tenant.create();
        Bridge.admin()
                .body(Map.of(
                        "gateway",
                        "kannel",
                        "senderCode",
                        "sender1",
                        "settings",
                        Map.of("handler", "https://integrator.example/sms"),
                        "gateways",
                        List.of("eskiz", "smsc", "twilio", "generic-form")))
                .put("/applications/" + tenant.clientId() + "/template")
                .then()
                .statusCode(200);
        return tenant;
    }

    private static void report(Tenant.Callback channel, String message, String word) {
        String body = "request_id=" + Tenant.newId() + "&phone_number=998901234567&status=" + word;
        Bridge.post(channel.path() + "/" + message, "application/x-www-form-urlencoded", body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
