package dev.makegood.chassis.text;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    record Line(
            @Characters(max = 3, oneLine = true) @Nullable String text) {}

    record Words(@Characters(min = 2, max = 4) @Nullable String text) {}

    @Test
    void aCharacterIsWhatPeopleSeeAsOneCodePoint() {
        assertThat(VALIDATOR.validate(new Line("😡😡😡"))).isEmpty();
        assertThat(VALIDATOR.validate(new Line("😡😡😡!"))).hasSize(1);
        assertThat(VALIDATOR.validate(new Line("кто"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", " a ", "\u200b\u200b", "\u00a0\u2003", "a\u200d"})
    void whatNobodySeesDoesNotCountTowardsTheFewest(String text) {
        assertThat(VALIDATOR.validate(new Words(text)))
                .singleElement()
                .extracting(violation -> violation.getMessage())
                .isEqualTo("From 2 to 4 characters.");
    }

    @Test
    void absentTextPasses() {
        assertThat(VALIDATOR.validate(new Words(null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "\ra", "a\tb", "a\u2028", "a\u2029", "a\u0085", "a\u001b", "\u007fa"})
    void oneLineHasNoBreakAndNoControl(String text) {
        assertThat(VALIDATOR.validate(new Line(text)))
                .singleElement()
                .extracting(violation -> violation.getMessage())
                .isEqualTo("One line, without control characters.");
    }
}
