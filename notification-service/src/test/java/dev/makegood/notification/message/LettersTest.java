package dev.makegood.notification.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Audience;
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
        assertThat(written.html()).contains("color-scheme", "max-width", "role=\"presentation\"", "<html lang=\"en\"");
    }

    @Test
    void aTelephoneMessageIsShortAndHasOneLinkAndTheReference() {
        for (Language language : Language.values()) {
            for (MessageKind kind : MessageKind.values()) {
                if (kind.audience() != Audience.CUSTOMER) {
                    continue;
                }
                for (Message message : Samples.of(kind, language)) {
                    var sms = letters.sms(message, Samples.reader(kind, language), language, LINK);
                    assertThat(sms).as("%s %s", language, kind).doesNotContain("{", "\n", "  ");
                    assertThat(sms.split(LINK, -1)).hasSize(2);
                    if (kind != MessageKind.VERIFICATION) {
                        assertThat(sms).contains("MG-7QF3-K9MP").endsWith(" " + LINK);
                    }
                    if (kind != MessageKind.APOLOGY) {
                        assertThat(sms.length()).as(sms).isLessThanOrEqualTo(230);
                    }
                }
            }
        }
        assertThat(letters.sms(
                        new Message.Update("Eleni Papadaki", "The part is here."),
                        Readers.customer("Ann Ode", Language.EN, null),
                        Language.EN,
                        LINK))
                .isEqualTo("Eleni has news on your complaint MG-7QF3-K9MP: " + LINK);
    }

    @Test
    void anApologyIsHeardByTelephoneInThePersonsOwnWords() {
        var reader = Readers.customer("Ann Ode", Language.EN, null);
        var words = "I am sorry.\nIt was ours to put right.";
        assertThat(letters.sms(new Message.Apology("Eleni Papadaki", words), reader, Language.EN, LINK))
                .isEqualTo("Eleni to you: “I am sorry. It was ours to put right.” MG-7QF3-K9MP " + LINK);
        var tooLong = letters.sms(
                new Message.Apology("Eleni Papadaki", "I am so sorry. ".repeat(40)), reader, Language.EN, LINK);
        assertThat(tooLong).contains("…”").hasSizeLessThan(400);
    }

    @Test
    void whatIsForColleaguesDoesNotGoToATelephone() {
        var message = new ForColleague.TransferDeclined("Eleni Papadaki", "No room.");
        var reader = Readers.customer("Ann Ode", Language.EN, null);
        assertThatThrownBy(() -> letters.sms(message, reader, Language.EN, LINK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNoteSaysWhatItIsAndInWhichWords() {
        var message = new ForColleague.TransferDeclined("James Carter", "No room\nbefore Monday.");
        var note = letters.note(message, Samples.reader(message.kind(), Language.EN), Language.EN);
        assertThat(note)
                .isEqualTo(new Note(
                        "MG-7QF3-K9MP stays with you",
                        "James Carter does not take it, so it is still yours. This is why:\nNo room\nbefore Monday."));
    }

    private Written update(String customer, String words) {
        var recipient = Readers.customer(customer, Language.EN, null);
        return letters.write(new Message.Update("Eleni Papadaki", words), recipient, Language.EN, LINK, true);
    }
}
