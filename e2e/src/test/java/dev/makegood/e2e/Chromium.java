package dev.makegood.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The browser of whoever runs the tests, without a window. Nothing is fetched from elsewhere. */
final class Chromium implements AutoCloseable {

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium");

    /** As root there is no sandbox to be had; and nothing of its own accord goes out. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(FLAGS));
    }

    /** Starts it; where there is none, the test is skipped. */
    static Chromium start() {
        var found = find();
        Assumptions.assumeTrue(found.isPresent(), "No Chromium is installed; CHROMIUM may name one");
        return new Chromium(found.orElseThrow());
    }

    private static Optional<Path> find() {
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A window that knows nothing of any other. */
    BrowserContext window(String address, int width, ColorScheme scheme, String language) {
        var window = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(width, width < 500 ? 720 : 900)
                .setColorScheme(scheme)
                .setJavaScriptEnabled(true)
                .setLocale(language));
        window.setDefaultTimeout(15_000);
        return window;
    }

    /** What anybody can use everybody can: no rule of axe is broken, and nothing is cut off at the side. */
    static void assertAccessible(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(page.url())
                .extracting(Rule::getId, rule -> rule.getNodes().toString())
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("Nothing scrolls sideways on " + page.url())
                .isEqualTo(true);
    }

    /** Presses the tab key until the focus is there, as somebody without a mouse does; it is seen where it is. */
    static void tabTo(Page page, Locator there) {
        for (int i = 0; i < 100; i++) {
            if (there.evaluate("element => element === document.activeElement").equals(true)) {
                assertThat(there.evaluate("element => getComputedStyle(element).outlineStyle"))
                        .as("The focus is seen")
                        .isNotEqualTo("none");
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("The tab key does not lead to " + there);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
