package dev.makegood.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Language;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What people wrote is shown as they wrote it, and is nothing but text. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class LettersTest {

    private static final String LINK = "https://makegood.example/track/abc";

    @Inject
    Letters letters;

    @Test
    void templatesInPeoplesWordsStayWords() {
        var words = "{letter.link} {name.class} {#for x in letter.words}{x}{/for} {cdi:letters} {|raw|}";
        var written = update("{customer.class}", words);
        assertThat(written.text()).contains(words, "Hello {customer.class},");
        assertThat(written.html())
                .contains("{name.class}", "{letter.link}", "{cdi:letters}", "Hello {customer.class},");
    }

    @Test
    void markupInPeoplesWordsIsShownAndNotRun() {
        var words = "<script>alert('x')</script> <b>\"5 > 3\"</b> & more";
        var written = update("<img src=x onerror=alert(1)>", words);
        assertThat(written.text()).contains(words, "Hello <img src=x onerror=alert(1)>,");
        assertThat(written.html())
                .contains("&lt;script&gt;", "&amp; more", "&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<script", "<b>", "<img");
    }

    @Test
    void messagePatternsInPeoplesWordsStayWords() {
        var written = update("{0} '{hours, plural, other {#}}'", "It's {amount}.");
        assertThat(written.text()).contains("Hello {0} '{hours, plural, other {#}}',", "It's {amount}.");
    }

    @Test
    void linesAreKept() {
        var written = update("Ann Ode", "First.\r\nSecond.\n\nThird.");
        assertThat(written.text()).contains("    First.\n    Second.\n    \n    Third.");
        assertThat(written.html().replaceAll("\\s*\n\\s*", "")).contains("First.<br>Second.<br><br>Third.");
    }

    @Test
    void bothPartsSayTheSame() {
        var written = update("Ann Ode", "The part is here.");
        for (var part : new String[] {written.text(), written.html()}) {
            assertThat(part)
                    .contains(
                            "Hello Ann Ode,",
                            "Here is how things stand.",
                            "The part is here.",
                            "I stay with it, and will write to you again.",
                            "See how it stands",
                            LINK,
                            "With kind regards,",
                            "Eleni Papadaki",
                            "Your reference is MG-7QF3-K9MP.");
        }
        assertThat(written.text()).doesNotContain("\n\n\n").doesNotContain("<", "&");
        assertThat(written.html()).contains("color-scheme", "max-width", "role=\"presentation\"", "<html lang=\"en\">");
    }

    private Written update(String customer, String words) {
        var recipient = Readers.customer(customer, Language.EN, null);
        return letters.write(new Message.Update("Eleni Papadaki", words), recipient, Language.EN, LINK, true);
    }
}
