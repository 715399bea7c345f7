package dev.makegood.complaint.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.complaint.search.Snippets.Mark;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How alike words are, and what is told of where they stand. */
class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "refund, refund, 0",
        "refnud, refund, 1",
        "refun, refund, 1",
        "rfeudn, refund, 2",
        "compnay, compani, 2",
        "'', abc, 3"
    })
    void lettersAddedLeftOutReplacedOrExchangedAreCounted(String one, String other, int distance) {
        assertThat(Spelling.distance(one, other)).isEqualTo(distance);
        assertThat(Spelling.distance(other, one)).isEqualTo(distance);
    }

    @Test
    void accentsDoNotCountAndLettersOfTheirOwnDo() {
        assertThat(Spelling.folded("Reclamación")).isEqualTo("reclamacion");
        assertThat(Spelling.folded("ΧΡΈΩΣΗ")).isEqualTo("χρεωση");
        assertThat(Spelling.folded("Чёрный")).isEqualTo("черный");
    }

    @Test
    void onlyWordsThatAreToBeThereAreCorrected() {
        assertThat(Spelling.corrected("Refnud -refnud \"my refnud\" refnudx", Map.of("refnud", "refund")))
                .isEqualTo("refund -refnud \"my refund\" refnudx");
    }

    @Test
    void marksAreTakenOutOfTheTextAndStandBesideIt() {
        var snippet = Snippets.read(Snippets.Source.VERBATIM, "I <b> want my \ue000refund\ue001 & \ue000more\ue001");
        assertThat(snippet.text()).isEqualTo("I <b> want my refund & more");
        assertThat(snippet.marks()).containsExactly(new Mark(14, 20), new Mark(23, 27));
    }

    @Test
    void aTermOfAQueryIsNothingElse() {
        assertThat(Wording.quoted("#pO'Neill \\ & | !x")).isEqualTo("'#pO''Neill \\\\ & | !x'");
    }
}
