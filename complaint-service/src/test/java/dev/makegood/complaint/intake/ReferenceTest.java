package dev.makegood.complaint.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.chassis.problem.Invalid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** Where the symbols stand in {@code MG-7QF3-K9MP}. */
    private static final int[] PLACES = {3, 4, 5, 6, 8, 9, 10, 11};

    private final RandomGenerator random = new Random(20_260_714);

    @Test
    void whatIsDrawnIsWellFormedAndReadBack() {
        for (Reference drawn : draw(10_000)) {
            assertThat(drawn.text()).matches("MG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
            assertThat(Reference.read(drawn.text())).isEqualTo(drawn);
        }
    }

    @Test
    void tenThousandDrawsHardlyMeet() {
        assertThat(new HashSet<>(draw(10_000))).hasSizeGreaterThan(9_990);
    }

    @Test
    void everyMisheardSymbolIsFound() {
        for (Reference drawn : draw(200)) {
            for (int place : PLACES) {
                for (int i = 0; i < ALPHABET.length(); i++) {
                    char other = ALPHABET.charAt(i);
                    if (other != drawn.text().charAt(place)) {
                        assertMisheard(() -> Reference.read(with(drawn.text(), place, other)));
                    }
                }
            }
        }
    }

    @Test
    void everySwapOfNeighboursIsFound() {
        for (Reference drawn : draw(2_000)) {
            var text = drawn.text();
            for (int i = 1; i < PLACES.length; i++) {
                char left = text.charAt(PLACES[i - 1]);
                char right = text.charAt(PLACES[i]);
                if (left != right) {
                    var swapped = with(with(text, PLACES[i - 1], right), PLACES[i], left);
                    assertMisheard(() -> Reference.read(swapped));
                }
            }
        }
    }

    @Test
    void itIsReadAsPeopleSayAndTypeIt() {
        for (Reference drawn : draw(5_000)) {
            var text = drawn.text();
            var bare = text.substring(3);
            assertThat(List.of(
                            text.toLowerCase(Locale.ROOT),
                            bare,
                            bare.replace("-", ""),
                            text.replace("-", ""),
                            text.replace('-', ' '),
                            text.replace('-', '\u2011'),
                            text.replace('-', '–'),
                            "  " + text + "\u00a0\n",
                            text.replace('0', 'O'),
                            text.replace('0', 'o'),
                            text.replace('1', 'I'),
                            text.replace('1', 'l')))
                    .allSatisfy(said -> assertThat(Reference.read(said)).isEqualTo(drawn));
        }
    }

    @Test
    void oneThatBeginsWithMgItselfNeedsNoMgBeforeIt() {
        Reference drawn;
        do {
            drawn = Reference.draw(random);
        } while (!drawn.text().startsWith("MG-MG"));
        assertThat(Reference.read(drawn.text().substring(3))).isEqualTo(drawn);
        assertThat(Reference.read(drawn.text().replace("-", ""))).isEqualTo(drawn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "MG",
                "MG-7QF3-K9M",
                "MG-7QF3-K9MPP",
                "MG-MG-7QF3-K9MP",
                "XX-7QF3-K9MP",
                "MG-7QF3-K9MU",
                "MG-7QF3-K9M!",
                "MG-7QF3-K9MΡ",
                "MG-٧QF3-K9MP",
                "117",
                "7QF3K9M\u0000",
                "🙂🙂🙂🙂"
            })
    void whatIsNoReferenceIsMalformed(String said) {
        assertThatThrownBy(() -> Reference.read(said))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid ->
                                assertThat(invalid.errors().getFirst().code()).isEqualTo("malformed"));
    }

    private List<Reference> draw(int count) {
        List<Reference> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(Reference.draw(random));
        }
        return drawn;
    }

    private static String with(String text, int place, char symbol) {
        return text.substring(0, place) + symbol + text.substring(place + 1);
    }

    private static void assertMisheard(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid ->
                                assertThat(invalid.errors().getFirst().code()).isEqualTo("check-symbol"));
    }
}
