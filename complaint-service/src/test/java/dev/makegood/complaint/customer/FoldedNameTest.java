package dev.makegood.complaint.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedNameTest {

    @ParameterizedTest
    @CsvSource({
        "Ελένη Παπαδοπούλου, eleni papadopoulou",
        "ΕΥΑΓΓΕΛΟΣ ΧΑΤΖΗΓΙΑΝΝΗΣ, evangelos chatzigiannis",
        "Ирина Волкова, irina volkova",
        "Юлия Соловьёва, yuliya solovyeva",
        "Sofía García-Ñúñez, sofia garcia nunez",
        "Åke Øyvind Straße, ake oyvind strasse",
        "O'Brien, obrien",
        "山田太郎, shan tian tai lang",
        "李, li"
    })
    void aNameIsTheSameInWhateverScript(String name, String folded) {
        assertThat(FoldedName.of(name)).isEqualTo(folded);
    }

    @Test
    void whatHasNoLetterFoldsToNothingAndNothingGrowsWithoutBound() {
        assertThat(FoldedName.of("😀 —")).isEmpty();
        assertThat(FoldedName.of("ﷺ".repeat(200))).hasSizeLessThanOrEqualTo(500).isNotEmpty();
    }
}
