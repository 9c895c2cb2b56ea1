package dev.dlrbridge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The machine's Chromium, without a window. Whatever page it shows: nothing may be asked of another origin, nothing may run
 * against the page's policy, and no script may fail.
 */
public final class Browser implements AutoCloseable {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static final String AXE = axe();

    private final List<String> origins;
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> offences = new CopyOnWriteArrayList<>();

    /** For the pages of the port of administration. */
    public Browser() {
        this(Bridge.inside(""));
    }

    /**
     * @param origin where relative addresses are
     * @param others of what else may be asked for
     */
    public Browser(URI origin, URI... others) {
        origins = Stream.concat(Stream.of(origin), Stream.of(others))
                .map(URI::toString)
                .toList();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean isThere() {
        return Files.isExecutable(CHROMIUM);
    }

    /** A visitor of his own; see {@link Visitor}. */
    public BrowserContext visitor(Visitor visitor) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(origins.get(0))
                .setLocale(visitor.language())
                .setTimezoneId("UTC")
                .setJavaScriptEnabled(visitor.scripts())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(visitor.dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(visitor.width, visitor.width < 600 ? 844 : 800));
        context.setDefaultTimeout(10_000);
        if (visitor.scripts) {
            context.addInitScript(AXE);
        }
        context.onRequest(request -> {
            if (!request.url().startsWith("data:") && origins.stream().noneMatch(request.url()::startsWith)) {
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
    public Page loggedIn(BrowserContext context, String token) {
        Page page = context.newPage();
        page.navigate("/console");
        page.locator("input[name=token]").fill(token);
        page.locator("main button[type=submit]").click();
        page.waitForURL("**/console**");
        return page;
    }

    public Page administrator(Visitor visitor) {
        return loggedIn(visitor(visitor), DatabaseResource.ADMIN_TOKEN);
    }

    /** What hinders people with a handicap, by the rules of axe: all of them in light, that of contrast in dark once more. */
    public static List<String> hindrances(Page page) {
        List<String> found = new ArrayList<>();
        // Each by itself: a page does not look into frames of other origins.
        page.frames().forEach(frame -> found.addAll(violations(frame, "{resultTypes: ['violations']}")));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        violations(page.mainFrame(), "{runOnly: ['color-contrast'], resultTypes: ['violations']}")
                .forEach(violation -> found.add("in the dark: " + violation));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return found;
    }

    /** By the script alone: what its library carries to and fro for each page takes seconds. */
    @SuppressWarnings("unchecked")
    private static List<String> violations(Frame frame, String options) {
        return (List<String>) frame.evaluate("""
                async () => (await axe.run(document, %s)).violations
                        .map(rule => rule.id + ' ' + rule.nodes.map(node => node.html).join(' '))""".formatted(options));
    }

    public void assertNoOffence() {
        assertThat(offences).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** How somebody looks at pages. */
    public enum Visitor {
        ENGLISH("en-GB", false, 1280, true),
        RUSSIAN("ru-RU", false, 1280, true),
        DARK("en-GB", true, 1280, true),
        PHONE("en-GB", false, 360, true),
        NIGHT("en-GB", true, 360, true),
        WITHOUT_SCRIPTS("en-GB", false, 1280, false);

        private final String language;
        private final boolean dark;
        private final int width;
        private final boolean scripts;

        Visitor(String language, boolean dark, int width, boolean scripts) {
            this.language = language;
            this.dark = dark;
            this.width = width;
            this.scripts = scripts;
        }

        public String language() {
            return language;
        }

        public boolean scripts() {
            return scripts;
        }
    }
}
