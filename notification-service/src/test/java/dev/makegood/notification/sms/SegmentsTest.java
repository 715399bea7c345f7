package dev.makegood.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.notification.sms.Segments.Alphabet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts are counted as telephones cut them. */
class SegmentsTest {

    @ParameterizedTest
    @CsvSource({
        "a, 0, GSM_7, 1",
        "a, 160, GSM_7, 1",
        "a, 161, GSM_7, 2",
        "a, 306, GSM_7, 2",
        "a, 307, GSM_7, 3",
        "€, 80, GSM_7, 1",
        "€, 81, GSM_7, 2",
        // A letter of two places is not cut: 76 to a piece of 153.
        "€, 152, GSM_7, 2",
        "€, 153, GSM_7, 3",
        // Capitals that telephones know, with and without a Western look-alike.
        "Ω, 160, GSM_7, 1",
        "α, 70, UCS_2, 1",
        "α, 71, UCS_2, 2",
        "α, 134, UCS_2, 2",
        "α, 135, UCS_2, 3",
        "Д, 70, UCS_2, 1",
        "Д, 71, UCS_2, 2",
        "ñ, 160, GSM_7, 1",
        "á, 71, UCS_2, 2",
        "ä, 161, GSM_7, 2",
        "“, 71, UCS_2, 2",
        // A pair of surrogates is not cut: 33 to a piece of 67.
        "😀, 35, UCS_2, 1",
        "😀, 36, UCS_2, 2",
        "😀, 66, UCS_2, 2",
        "😀, 67, UCS_2, 3",
    })
    void everyLetterTakesItsPlaces(String letter, int times, Alphabet alphabet, int count) {
        assertThat(Segments.of(letter.repeat(times))).isEqualTo(new Segments(alphabet, count));
    }

    @ParameterizedTest
    @CsvSource({"word, 1", "word, 3", "слово, 2", "😀👍🏽, 2", "{}, 2"})
    void whatIsTooLongLosesWordsAndKeepsItsLink(String word, int most) {
        var link = "https://makegood.example/track/0123456789012345678901234567890123456789012";
        var text = (word + " ").repeat(200) + link;

        var shortened = Segments.within(most, text);

        assertThat(Segments.of(shortened).count()).isLessThanOrEqualTo(most);
        assertThat(shortened).endsWith("... " + link).startsWith(word.equals("word") && most == 1 ? "word" : word);
        assertThat(Segments.of(shortened + "   " + word.repeat(12)).count()).isGreaterThan(most);
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Segments.within(1, "Eleni has news, MG-7QF3-K9MP: https://makegood.example/track/x"))
                .isEqualTo("Eleni has news, MG-7QF3-K9MP: https://makegood.example/track/x");
    }
}
