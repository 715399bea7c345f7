package dev.makegood.complaint.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet would run, it is only shown. */
class CellsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"https://evil.example\")",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\nx",
                " =1+1",
                "\u00a0=1+1",
                "\ufeff=1+1",
                "\u200b@x",
                "＝1+1",
                "－1"
            })
    void whatBeginsLikeAFormulaIsText(String cell) {
        assertThat(Cells.plain(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x=1", "MG-7QF3-K9MP", "'=1", "2026-11-22T10:00:00.000Z", "«-1»", "a@b.example"})
    void whatDoesNotStaysAsItIs(String cell) {
        assertThat(Cells.plain(cell)).isEqualTo(cell);
    }
}
