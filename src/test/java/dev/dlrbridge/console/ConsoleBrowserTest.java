package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import dev.dlrbridge.testing.Browser;
import dev.dlrbridge.testing.Browser.Visitor;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Owner;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console as people use it, in a browser; whatever they do, nothing is asked of another origin. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
@EnabledIf(value = "dev.dlrbridge.testing.Browser#isThere", disabledReason = "there is no /usr/bin/chromium")
class ConsoleBrowserTest {
    private static Browser browser;

    private final Owner owner;

    ConsoleBrowserTest(Owner owner) {
        this.owner = owner;
    }

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
    void shouldHinderNobodyInLightAndInDark() {
        // given
        Scene scene = Scene.play();
        scene.fillTheDay(owner);
        Page page = browser.administrator(Visitor.ENGLISH);

        for (String path : scene.pages()) {
            // when
            page.navigate(path);

            // then
            assertThat(Browser.hindrances(page)).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Visitor.class,
            names = {"PHONE", "RUSSIAN", "WITHOUT_SCRIPTS"})
    void shouldShowEachPageOnAPhoneInRussianAndWithoutScripts(Visitor visitor) {
        // given
        Scene scene = Scene.play();
        Page page = browser.administrator(visitor);

        for (String path : scene.pages()) {
            // when
            page.navigate(path);

            // then
            assertThat(page.locator("h1").count()).as(path).isEqualTo(1);
            assertThat(page.locator("html").getAttribute("lang"))
                    .isEqualTo(visitor.language().substring(0, 2));
            assertThat(page.content()).as(path).doesNotContain("{#", "{/");
            if (visitor.scripts()) {
                assertThat(page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth"))
                        .as("%s is not too wide", path)
                        .isEqualTo(true);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Visitor.class,
            names = {"ENGLISH", "RUSSIAN"})
    void shouldAnswerWhyAMessageShowsNoStatusInThreeClicksAndMendIt(Visitor visitor) {
        // given
        Scene scene = Scene.play();
        Page page = browser.administrator(visitor);

        // when
        page.locator("input[name=q]").fill(scene.waiting());
        page.locator("form.find button").click(); // the first click

        // then
        assertThat(page.locator("h1").textContent()).contains(scene.waiting());
        assertThat(page.locator("main [role=status]").textContent())
                .contains(visitor == Visitor.ENGLISH ? "Parked by an operator" : "Остановлен оператором");

        // when
        page.locator("nav.crumbs a").first().click();
        page.locator("form[action$='/resume'] button").click();

        // then
        page.locator(".p-active").waitFor();
        await().untilAsserted(
                        () -> assertThat(scene.tenant().shown(scene.waiting())).isEqualTo("undelivered"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Visitor.class,
            names = {"ENGLISH", "RUSSIAN", "WITHOUT_SCRIPTS"})
    void shouldSayWhatAWordMeansAndReadAgainWhatWaitedForIt(Visitor visitor) {
        // given
        Scene scene = Scene.play();
        Page page = browser.administrator(visitor);
        page.navigate("/console/quarantine");
        Locator group = page.locator("tr", new Page.LocatorOptions().setHasText(scene.word()))
                .first();

        // when
        group.locator("select").selectOption("undelivered");
        group.locator("button").click();

        // then
        assertThat(page.locator("dd").last().textContent()).isEqualTo("2");

        // when
        page.locator("main form button").click();

        // then
        await().untilAsserted(() -> {
            if (!visitor.scripts()) {
                page.reload();
            }
            assertThat(page.locator("#progress strong.good").count()).isEqualTo(1);
        });
        assertThat(page.locator("#progress").textContent())
                .contains(visitor == Visitor.RUSSIAN ? "понято и убрано" : "understood, and gone");
        assertThat(scene.tenant().known(scene.delivered()).getList("quarantine"))
                .isEmpty();
        scene.report(scene.tenant().message(), scene.word());
        page.navigate(scene.channelPage());
        assertThat(page.locator("main").textContent()).contains(scene.word() + "=undelivered");
    }

    @ParameterizedTest
    @EnumSource(
            value = Visitor.class,
            names = {"ENGLISH", "RUSSIAN"})
    void shouldShowWhatArrivesAsItArrivesWithTheReasonOfWhatIsRefused(Visitor visitor) {
        // given
        Scene scene = Scene.play();
        Page page = browser.administrator(visitor);
        page.navigate(scene.channelPage() + "/live");
        page.locator("#live-state.good").waitFor();
        String message = scene.tenant().message();

        // when
        scene.report(message, "DELIVERED");
        scene.refused();

        // then
        page.locator("#live tr", new Page.LocatorOptions().setHasText(message))
                .locator(".s-delivered")
                .waitFor();
        page.locator("#live .o-refused").first().waitFor();
        assertThat(page.locator("#live").textContent()).doesNotContain("998901234567");
    }

    @Test
    void shouldShowScriptFromOutsideAndNotRunIt() {
        // given
        Hostile hostile = Hostile.send();
        Page page = browser.administrator(Visitor.ENGLISH);

        for (String path : hostile.pages()) {
            // when
            page.navigate(path);

            // then
            assertThat(page.locator("main").textContent()).as(path).contains(Hostile.SCRIPT);
            assertThat(page.locator("main script, main img").count()).as(path).isZero();
        }

        // when
        page.navigate(hostile.kept());
        page.locator("form[action$='/reveal'] button").click();

        // then
        assertThat(page.locator("pre").first().textContent()).contains("status=");
        assertThat(page.locator("main script, main img").count()).isZero();
    }

    /** Writes the pictures of docs/console.md anew. */
    @Test
    @EnabledIfSystemProperty(named = "docs.write", matches = "true")
    void shouldLookAsTheDocumentShows() {
        // given
        Scene scene = Scene.play();
        scene.fillTheDay(owner);
        owner.execute("UPDATE portal SET client_endpoint = 'https://acme.bitrix24.ru/rest/' WHERE member_id = '%s'"
                .formatted(scene.tenant().memberId()));
        Page desk = browser.administrator(Visitor.ENGLISH);
        desk.setViewportSize(1024, 640);
        Page phone = browser.administrator(Visitor.NIGHT);

        // then
        picture(desk, "/console", "overview");
        picture(desk, scene.message(scene.waiting()), "message");
        picture(desk, "/console/quarantine", "quarantine");
        picture(phone, scene.portal(), "phone");
    }

    private static void picture(Page page, String address, String name) {
        page.navigate(address);
        byte[] picture = page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("docs", "console", name + ".jpg"))
                .setType(ScreenshotType.JPEG)
                .setQuality(70));
        assertThat(picture.length).isLessThan(60_000);
    }
}
