package dev.makegood.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails as people see them: in five languages, on a small phone and on a screen, by day and by night. */
@ExtendWith(RunningStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesIT {

    private static final int PHONE = 320;
    private static final int SCREEN = 700;

    /** A mail is a part of somebody else's page: what is asked of whole pages alone is not asked of it. */
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final Stack stack;
    private Chromium chromium;

    MessagesIT(Stack stack) {
        this.stack = stack;
    }

    @BeforeAll
    void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"receipt", "apology", "remedy-offered", "promise-broken", "refusal", "closed"})
    void itReadsWellInEveryLanguageAndSize(String kind) {
        for (String language : List.of("en", "es", "el", "fi", "ru")) {
            var html = stack.as("olga")
                    .get("/messages/%s/%s/1.html".formatted(kind, language))
                    .expect(200)
                    .text();
            for (int width : List.of(PHONE, SCREEN)) {
                for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    var picture = picture(kind, language, width, scheme);
                    // What differs by language is the width of words; what differs by day and night is not the words.
                    if (!picture.isEmpty()) {
                        look(html, language, width, scheme, picture);
                    }
                }
            }
        }
    }

    private void look(String html, String language, int width, ColorScheme scheme, String picture) {
        try (var window = chromium.window("about:blank", width, scheme, language)) {
            var page = window.newPage();
            page.setContent(html);
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations())
                    .as(picture)
                    .extracting(Rule::getId, rule -> rule.getNodes().toString())
                    .isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as("Nothing scrolls sideways in " + picture)
                    .isEqualTo(true);
            for (var button : page.locator("a").all()) {
                assertThat(button.boundingBox().height).as(picture).isGreaterThanOrEqualTo(44);
            }
            shot(page, picture);
        }
    }

    private static void shot(Page page, String picture) {
        page.setViewportSize(
                page.viewportSize().width,
                ((Number) page.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")).intValue());
        Pictures.take(page, picture);
    }

    /** On a phone in every language by day; on a screen in one by day, and in another by night. */
    private static String picture(String kind, String language, int width, ColorScheme scheme) {
        if (width == PHONE && scheme == ColorScheme.LIGHT) {
            return "mail-%s-%s-phone".formatted(kind, language);
        }
        if (width == SCREEN && language.equals("en") && scheme == ColorScheme.LIGHT) {
            return "mail-" + kind;
        }
        return width == SCREEN && language.equals("el") && scheme == ColorScheme.DARK ? "mail-" + kind + "-dark" : "";
    }
}
