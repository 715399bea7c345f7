package dev.makegood.chassis.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.format.DateTimeParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:15:30Z, 2026-03-01T10:15:30Z",
        "2026-03-01T10:15:30+02:00, 2026-03-01T08:15:30Z",
        "2026-03-01T10:15:30.123456789Z, 2026-03-01T10:15:30.123456Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999Z"
    })
    void aTimeIsKeptAsFineAsTheDatabaseKeepsIt(String text, String time) {
        assertThat(Times.parse(text)).hasToString(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "today",
                "2026-03-01",
                "2026-03-01T10:15:30",
                "1700000000",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "0000-12-31T00:00:00Z",
                "+999999999-12-31T23:59:59-18:00",
                "9999-12-31T23:59:59-01:00",
                "2026-02-30T00:00:00Z"
            })
    void whatNoFourDigitsNameIsNoTime(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
