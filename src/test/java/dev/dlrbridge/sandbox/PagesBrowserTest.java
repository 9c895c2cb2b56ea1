package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.dlrbridge.sandbox.oauth.Application;
import dev.dlrbridge.sandbox.portal.Endpoint;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import dev.dlrbridge.testing.Browser;
import dev.dlrbridge.testing.Browser.Visitor;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sandbox's pages as people use them: an application is installed, opened and used; nothing is asked of elsewhere. */
@EnabledIf(value = "dev.dlrbridge.testing.Browser#isThere", disabledReason = "there is no /usr/bin/chromium")
class PagesBrowserTest extends SandboxTestBase {
    private final ApplicationDouble application = new ApplicationDouble();
    private Browser browser;

    @BeforeEach
    void openPortal() {
        open(PortalSettingsBuilder.portal(MEMBER)
                .address("127.0.0.12")
                .endpoint(Endpoint.HTTP)
                .installed(false)
                .scope("messageservice,im"));
        browser = new Browser(
                sandbox.controlUrl().resolve("/"), java.net.URI.create(portal.origin()), application.at("/"));
        register();
    }

    @AfterEach
    void close() {
        browser.assertNoOffence();
        browser.close();
        application.close();
    }

    private void register() {
        var script = sandbox.controlUrl().resolve("/api/v1/").toString();
        application.page("/install", script, """
                BX24.init(() => BX24.callMethod('messageservice.sender.add',
                  {CODE: 'sms1', TYPE: 'SMS', NAME: {en: 'My SMS'}, HANDLER: location.origin + '/handler'},
                  result => result.error() ? said(result.error()) : BX24.installFinish()));
                """);
        application.page("/page", script, """
                BX24.init(() => {
                  said(BX24.getLang() + ' ' + BX24.isAdmin() + ' ' + BX24.getAuth().member_id);
                  BX24.callMethod('profile', {}, result => said('user ' + result.data().ID));
                  BX24.callMethod('nothing.such', {}, result => said(result.error().getError().error));
                  BX24.resizeWindow(0, 777, () => said('resized'));
                });
                """);
        sandbox.putApplication(new Application(
                "app.sandbox",
                "sandbox-secret",
                "My SMS",
                application.at("/install").toString(),
                application.at("/page").toString(),
                null));
    }

    @ParameterizedTest
    @EnumSource(
            value = Visitor.class,
            names = {"RUSSIAN", "PHONE"})
    void shouldInstallAnApplicationOpenItAndSendBySms(Visitor visitor) {
        Page page = browser.visitor(visitor).newPage();
        page.navigate("/");
        checked(page);
        page.locator("#portals a").click();
        page.selectOption("#language", "de");

        page.locator("#applications button").first().click();
        Locator said = page.frameLocator("#frame iframe").locator("#said");
        PlaywrightAssertions.assertThat(said).containsText("de true " + MEMBER);
        PlaywrightAssertions.assertThat(said).containsText("user 1");
        PlaywrightAssertions.assertThat(said).containsText("ERROR_METHOD_NOT_FOUND");
        PlaywrightAssertions.assertThat(said).containsText("resized");
        assertThat(page.locator("#frame iframe").boundingBox().height).isEqualTo(777);
        assertThat(application.posts().toString())
                .contains("/install?", "LANG=de", "PLACEMENT=DEFAULT", "member_id=" + MEMBER, "AUTH_ID=", "PROTOCOL=0");

        page.locator("#sms select option")
                .first()
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
        page.locator("#sms button").click();
        page.locator("#messages td.sent").waitFor();
        assertThat(application.posts().toString()).contains("/handler", "message_to=%2B491700000000");
        var message = page.locator("#messages small").textContent();
        portal.messages().lookup(message, false).orElseThrow().update(MessageStatus.DELIVERED, portal.nowMicros(), 1);
        page.locator("#messages td.delivered").waitFor();
        assertThat(page.locator("#messages td.delivered").textContent())
                .isEqualTo(visitor == Visitor.RUSSIAN ? "доставлено" : "delivered");
        assertThat(page.locator("#requests").textContent()).contains("profile", "HANDLER", "messageservice.sender.add");
        checked(page);
    }

    @Test
    void shouldServeBitrix24sOwnClientInAFrame() throws Exception {
        var sdk = dev.dlrbridge.testing.Sdk.require();
        application.serve(
                "/sdk.js",
                java.nio.file.Files.readString(sdk.resolve("node_modules/@bitrix24/b24jssdk/dist/umd/index.min.js")));
        application.page("/install", "/sdk.js", """
                B24Js.initializeB24Frame().then(async client => {
                  const answer = await client.actions.v2.call.make({method: 'profile', params: {}, requestId: '1'});
                  const data = client.auth.getAuthData();
                  const fresh = await client.auth.refreshAuth();
                  window.seen = (client.isInstallMode + ' ' + client.getLang() + ' user ' + answer.getData().result.ID
                      + ' ' + data.member_id + ' ' + (fresh.access_token !== data.access_token));
                  await fetch('/seen', {method: 'POST', body: window.seen});
                  client.installFinish();
                });
                """);
        application.page("/page", "/sdk.js", "said('installed');");
        Page page = browser.visitor(Visitor.ENGLISH).newPage();
        page.navigate(portal.origin() + "/");
        page.locator("#applications button").first().click();

        PlaywrightAssertions.assertThat(page.frameLocator("#frame iframe").locator("#said"))
                .containsText("installed");
        assertThat(portal.finished).contains("app.sandbox");
        assertThat(application.posts()).contains("/seen true en user 1 " + MEMBER + " true");
    }

    @Test
    void shouldSwitchEachFaultOnAndOffByKeyboard() {
        Page page = browser.visitor(Visitor.ENGLISH).newPage();
        page.navigate(portal.origin() + "/");
        Locator fault = page.locator("#faults button", new Page.LocatorOptions().setHasText("error of the call"));
        fault.focus();
        page.keyboard().press("Enter");

        PlaywrightAssertions.assertThat(fault).hasAttribute("aria-pressed", "true");
        assertThat(outcome(call("profile", ""))).startsWith("503 QUERY_LIMIT_EXCEEDED");
        PlaywrightAssertions.assertThat(page.locator("#requests td.bad")).containsText("QUERY_LIMIT_EXCEEDED");
        checked(page);

        page.keyboard().press("Enter");
        PlaywrightAssertions.assertThat(fault).hasAttribute("aria-pressed", "false");
        assertThat(portal.faults().list()).isEmpty();

        for (var button : page.locator("#faults button[aria-pressed]").all()) {
            button.click();
            PlaywrightAssertions.assertThat(button).hasAttribute("aria-pressed", "true");
        }
        page.locator("#faults button:not([aria-pressed])").click();
        PlaywrightAssertions.assertThat(fault).hasAttribute("aria-pressed", "false");
    }

    @Test
    void shouldCreateAPortalAndRegisterAnApplication() {
        Page page = browser.visitor(Visitor.ENGLISH).newPage();
        page.navigate("/");
        page.locator("summary").nth(1).click();
        page.fill("#application [name=clientId]", "app.second");
        page.fill("#application [name=clientSecret]", "s");
        page.fill("#application [name=title]", "<img src=x onerror=alert(1)>");
        page.locator("#application button").click();
        PlaywrightAssertions.assertThat(page.locator("#applications")).containsText("app.second");

        page.locator("summary").first().click();
        page.fill("#portal [name=address]", "127.0.0.13");
        page.selectOption("#portal [name=clientId]", "app.second");
        page.locator("#portal button").click();
        PlaywrightAssertions.assertThat(page.locator("#portals")).containsText("127.0.0.13");
        assertThat(page.locator("main img").count()).isZero();

        page.fill("#portal [name=address]", "127.0.0.12");
        page.locator("#portal button").click();
        PlaywrightAssertions.assertThat(page.locator("#notice")).containsText("not free");
        checked(page);
    }

    private static void checked(Page page) {
        assertThat(Browser.hindrances(page)).isEqualTo(List.of());
        assertThat(page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"))
                .as("not too wide")
                .isEqualTo(true);
    }
}
