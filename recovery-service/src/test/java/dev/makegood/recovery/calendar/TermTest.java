package dev.makegood.recovery.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermTest {

    private static final ZoneId ATHENS = ZoneId.of("Europe/Athens");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 hour",
                "24 hours",
                "90 minutes",
                "4 working hours",
                "1 working day",
                "3 working days",
                "14 days",
                "8 weeks"
            })
    void aTermIsWrittenAsItIsRead(String text) {
        assertThat(Term.of(text)).hasToString(text);
    }

    @Test
    void oneAndManyAreReadEitherWay() {
        assertThat(Term.of("1 hours")).hasToString("1 hour");
        assertThat(Term.of("8 week")).hasToString("8 weeks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "24",
                "hours",
                "0 hours",
                "-1 hours",
                "1.5 hours",
                "24h",
                "PT24H",
                "3 working weeks",
                "3 fortnights",
                "105 weeks",
                "999999 hours",
                "9999999999 hours",
                " 24 hours",
                "24  hours",
                "24 hourss"
            })
    void whatIsNoTermIsRefused(String text) {
        assertThatThrownBy(() -> Term.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        // The clock goes forward on 29 March: a day is a day by the clock on the wall, an hour is an hour.
        "24 hours, 2026-03-28T12:00, 2026-03-29T13:00",
        "1 day, 2026-03-28T12:00, 2026-03-29T12:00",
        "1 day, 2026-03-28T03:30, 2026-03-29T04:30",
        "2 weeks, 2026-03-20T12:00, 2026-04-03T12:00",
        "8 weeks, 2026-10-01T12:00, 2026-11-26T12:00",
        "90 minutes, 2026-10-25T02:30, 2026-10-25T03:00",
        "4 working hours, 2026-03-27T12:00, 2026-03-27T17:00",
        "5 working hours, 2026-03-27T12:00, 2026-03-30T10:00",
        "30 working minutes, 2026-03-27T12:45, 2026-03-27T14:15",
        "3 working days, 2026-03-24T12:00, 2026-03-27T17:00",
        "1 working day, 2026-03-27T23:00, 2026-03-30T17:00"
    })
    void aTermEndsByItsCalendar(String term, LocalDateTime from, LocalDateTime due) {
        assertThat(Term.of(term)
                        .due(from.atZone(ATHENS).toInstant(), office())
                        .atZone(ATHENS)
                        .toLocalDateTime())
                .isEqualTo(due);
    }

    @Test
    void onlyWorkingTermsCountWorkingTime() {
        assertThat(Term.of("4 working hours").working()).isTrue();
        assertThat(Term.of("4 hours").working()).isFalse();
        assertThat(Term.of("24 hours").due(Instant.EPOCH, office())).isEqualTo(Instant.ofEpochSecond(86_400));
    }

    private static WorkingCalendar office() {
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.getValue() < 6) {
                week.put(day, List.of(Span.of("09:00-13:00"), Span.of("14:00-17:00")));
            }
        }
        return new WorkingCalendar("office", 1, ATHENS, week, Set.of());
    }
}
