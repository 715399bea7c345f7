package dev.makegood.recovery.apology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalWordsTest {

    private static final PersonalWords WORDS = PersonalWords.shipped();
    private static final List<String> NAMES = List.of("Νίκος Παπαδόπουλος", "Eleni Papadaki");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We apologise for any inconvenience this may have caused.",
                "WE APOLOGIZE FOR ANY INCONVENIENCE THIS MAY HAVE CAUSED!!!",
                "  we   apologise, for the inconvenience -- caused  ",
                "Dear Νίκος, we apologise for any inconvenience. Kind regards, Eleni Papadaki",
                "Dear Mr Παπαδόπουλος, please accept our sincere apologies.",
                "We sincerely apologise for this inconvenience caused. Thank you for your understanding.",
                "We are truly sorry for any inconvenience.",
                "We are sorry that you feel that way.",
                "Please accept our sincerest apologies. Your satisfaction is important to us.",
                "Lamentamos las molestias ocasionadas. Gracias por su comprensión.",
                "Estimado Νίκος: disculpe las molestias.",
                "Αγαπητέ Νίκο, ζητούμε συγγνώμη για την ταλαιπωρία.",
                "ΛΥΠΟΥΜΑΣΤΕ ΓΙΑ ΤΗΝ ΤΑΛΑΙΠΩΡΙΑ",
                "Hei, pahoittelemme aiheutunutta haittaa. Ystävällisin terveisin Eleni",
                "Уважаемый клиент! Приносим свои извинения за доставленные неудобства.",
                "Приносим извинения за доставленные неудобства. С уважением, Eleni Papadaki",
                "Dear Νίκος Παπαδόπουλος",
                "MG-7QF3-K9MP: sorry for the inconvenience",
                "..."
            })
    void whatIsSaidToEverybodyIsNobodysOwn(String template) {
        assertThat(WORDS.areOwn(template, NAMES, false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am sorry.",
                "Sorry, I forgot to call you.",
                "I am sorry that we let you stand there.",
                "I promised you Tuesday and did not call. That was wrong, and I am sorry.",
                "Dear Νίκος, I am sorry: I sent the tow truck to the wrong bridge.",
                "We apologise for the inconvenience. That is what our letter said, and it was not good enough: you stood in the rain for three hours.",
                "Lo siento, Νίκος. Me equivoqué de taller.",
                "Συγγνώμη που σας αφήσαμε στον δρόμο τρεις ώρες.",
                "Anteeksi. Lupasin soittaa enkä soittanut.",
                "Простите меня: я перепутал адрес.",
                "Your call is important, they say; I let it ring for an hour. I am sorry."
            })
    void aShortHonestSentenceIsOnesOwn(String apology) {
        assertThat(WORDS.areOwn(apology, NAMES, false)).isTrue();
    }

    @Test
    void whereItHappenedTwiceAFewWordsAreTooFew() {
        assertThat(WORDS.areOwn("I am sorry.", NAMES, true)).isFalse();
        assertThat(WORDS.areOwn("Sorry for the inconvenience. I am really sorry, Νίκος.", NAMES, true))
                .isFalse();
        assertThat(WORDS.areOwn(
                        "I am sorry. I told you in March that it would not happen again, and it did.", NAMES, true))
                .isTrue();
    }

    @Test
    void theSameWordsAreTheSameWhateverNameAndReferenceStandInThem() {
        assertThat(PersonalWords.essence("Sorry, Νίκος, about MG-7QF3-K9MP: we were late!", NAMES))
                .isEqualTo(
                        PersonalWords.essence("sorry Anna about MG-1234-ABCD we were LATE", List.of("Anna Virtanen")))
                .isNotEqualTo(PersonalWords.essence("Sorry, Νίκος, we lost your key.", NAMES));
    }

    @Test
    void everyShippedPhraseIsItselfATemplate() {
        assertThat(WORDS.phrases())
                .hasSizeGreaterThan(80)
                .allSatisfy(phrase -> assertThat(WORDS.areOwn(String.join(" ", phrase), NAMES, false))
                        .isFalse());
    }
}
