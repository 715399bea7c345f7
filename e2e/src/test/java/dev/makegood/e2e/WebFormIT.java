package dev.makegood.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody complains in a browser: from an empty form to a page of their own, with a code from their mail. */
@ExtendWith(RunningStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebFormIT {

    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{4} ?\\d{4}(?!\\d)");

    private final Stack stack;
    private final String address;
    private Chromium chromium;

    WebFormIT(Stack stack) {
        this.stack = stack;
        this.address = stack.services().url("complaint");
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
    @ValueSource(strings = {"en", "es", "el", "fi", "ru"})
    void itReadsWellInEveryLanguageAndSize(String language) {
        for (int width : List.of(320, 1100)) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (var window = chromium.window(address, width, scheme, language)) {
                    var page = window.newPage();
                    page.navigate("/complain");
                    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
                    Chromium.assertAccessible(page);
                    if (scheme == ColorScheme.LIGHT && language.equals("en")) {
                        Pictures.take(page, width == 320 ? "form-phone" : "form");
                    }
                }
            }
        }
    }

    @Test
    void fromAnEmptyFormToAPageOfTheirOwnWithoutAMouse() {
        var email = "amara-" + UUID.randomUUID() + "@customers.example";
        try (var window = chromium.window(address, 320, ColorScheme.LIGHT, "en")) {
            var page = window.newPage();
            page.navigate("/complain?product=Road%20assistance");
            Chromium.tabTo(page, page.locator("#words"));
            page.keyboard().type("You towed my car and broke the axle.\nNobody calls back.");
            Chromium.tabTo(page, page.locator("input[value=FRUSTRATED]"));
            page.keyboard().press("Space");
            Chromium.tabTo(page, page.locator("#name"));
            page.keyboard().type("Amara Diallo");
            Chromium.tabTo(page, page.locator("#email"));
            page.keyboard().type(email);
            page.keyboard().press("Enter");

            page.locator("#code").waitFor();
            Chromium.assertAccessible(page);
            Pictures.take(page, "form-code-phone");
            page.keyboard().type("11 11 11 11");
            page.keyboard().press("Enter");
            page.locator("#code-wrong").waitFor();
            Chromium.assertAccessible(page);

            var mail = await().atMost(20, SECONDS)
                    .until(() -> stack.mailbox().to(email), mails -> !mails.isEmpty())
                    .getFirst();
            assertThat(mail.text()).doesNotContain("Amara", "axle", "Road assistance");
            assertThat(mail.html()).doesNotContain("Amara", "axle", "Road assistance");
            var code = CODE.matcher(mail.text());
            assertThat(code.find()).as(mail.text()).isTrue();
            page.locator("#code").focus();
            page.keyboard().type(code.group());
            page.keyboard().press("Enter");

            page.waitForURL("**/track/**");
            assertThat(page.locator("h1").innerText()).startsWith("Your complaint MG-");
            assertThat(page.locator(".verbatim").innerText())
                    .isEqualTo("You towed my car and broke the axle.\nNobody calls back.");
            Chromium.assertAccessible(page);
        }
        await().atMost(20, SECONDS)
                .until(() -> stack.mailbox().to(email).stream()
                        .anyMatch(mail -> mail.text().contains("/track/")));
    }
}
