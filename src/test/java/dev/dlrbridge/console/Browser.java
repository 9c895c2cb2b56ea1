package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The machine's Chromium, without a window. Whatever page it shows: nothing may be asked of another origin, nothing may run
 * against the page's policy, and no script may fail.
 */
final class Browser implements AutoCloseable {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> offences = new CopyOnWriteArrayList<>();

    Browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
    }

    static boolean isThere() {
        return Files.isExecutable(CHROMIUM);
    }

    /** A visitor of his own; see {@link Visitor}. */
    BrowserContext visitor(Visitor visitor) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(Bridge.inside("").toString())
                .setLocale(visitor.language())
                .setTimezoneId("UTC")
                .setJavaScriptEnabled(visitor.scripts())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(visitor.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(visitor.width(), visitor.width() < 600 ? 844 : 800));
        context.setDefaultTimeout(10_000);
        String origin = Bridge.inside("").toString();
        context.onRequest(request -> {
            if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
                offences.add("asked of elsewhere: " + request.url());
            }
        });
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                offences.add(message.text());
            }
        });
        context.onWebError(error -> offences.add(error.error()));
        context.onDialog(dialog -> {
            offences.add("foreign script: " + dialog.message());
            dialog.dismiss();
        });
        return context;
    }

    /** A page of somebody who has logged in as the form permits. */
    Page loggedIn(BrowserContext context, String token) {
        Page page = context.newPage();
        page.navigate("/console");
        page.locator("input[name=token]").fill(token);
        page.locator("main button[type=submit]").click();
        page.waitForURL("**/console**");
        return page;
    }

    Page administrator(Visitor visitor) {
        return loggedIn(visitor(visitor), DatabaseResource.ADMIN_TOKEN);
    }

    /** What hinders people with a handicap, by the rules of axe. */
    static List<String> hindrances(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true)
                .analyze().getViolations().stream().map(Browser::text).toList();
    }

    private static String text(Rule rule) {
        return rule.getId() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    void assertNoOffence() {
        assertThat(offences).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** How somebody looks at pages. */
    record Visitor(String language, boolean dark, int width, boolean scripts) {
        static final Visitor ENGLISH = new Visitor("en-GB", false, 1280, true);
        static final Visitor RUSSIAN = new Visitor("ru-RU", false, 1280, true);
        static final Visitor DARK = new Visitor("en-GB", true, 1280, true);
        static final Visitor PHONE = new Visitor("en-GB", false, 360, true);
        static final Visitor WITHOUT_SCRIPTS = new Visitor("en-GB", false, 1280, false);
    }
}
