package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.dlrbridge.console.Browser.Visitor;
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

/** The console as people use it, in a browser. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
@EnabledIf(value = "dev.dlrbridge.console.Browser#isThere", disabledReason = "there is no /usr/bin/chromium")
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
    void tour() {
        Scene scene = Scene.play();
        scene.fillTheDay(owner);
        for (Visitor v : new Visitor[] {Visitor.ENGLISH, Visitor.DARK, Visitor.PHONE}) {
            Page page = browser.administrator(v);
            int n = 0;
            for (String path : scene.pages()) {
                long t = System.nanoTime();
                page.navigate(path);
                long nav = (System.nanoTime() - t) / 1_000_000;
                t = System.nanoTime();
                var h = v == Visitor.PHONE ? "" : Browser.hindrances(page).toString();
                System.out.println("TOUR " + path + " " + page.title() + " " + nav + "ms axe "
                        + (System.nanoTime() - t) / 1_000_000 + "ms " + h);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of("/tmp/con-shots/" + (v.dark() ? "dark" : v.width() + "") + "-" + n++ + ".png"))
                        .setFullPage(true));
            }
        }
        assertThat(true).isTrue();
    }
}
