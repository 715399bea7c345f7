package dev.makegood.recovery.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolidayRegionTest {

    @ParameterizedTest
    @CsvSource({
        "gr, 2026-02-23, Clean Monday",
        "gr, 2026-04-13, Easter Monday",
        "es, 2026-10-12, National Day",
        "es-md, 2026-05-02, Regional holiday",
        "fi, 2026-06-19, Midsummer Eve",
        "ru, 2026-06-12, Independence Day",
        "gb-eng, 2026-08-31, Summer Bank Holiday",
        "us, 2026-11-26, Thanksgiving Day",
        // The day off, where the holiday falls on a weekend; even if it is in another year.
        "us, 2026-07-03, Independence Day",
        "us, 2021-12-31, New Year's Day"
    })
    void aRegionHasItsHolidays(String region, LocalDate date, String name) {
        assertThat(HolidayRegion.of(region).between(2021, 2026)).containsEntry(date, name);
    }

    @Test
    void aPartHasWhatTheCountryHasNot() {
        var boxingDay = LocalDate.of(2026, 8, 31);
        assertThat(HolidayRegion.of("gb").between(2026, 2026)).doesNotContainKey(boxingDay);
        assertThat(HolidayRegion.of("gb-eng").between(2026, 2026)).containsKey(boxingDay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "", "gr-athens", "gb-zzz", "../gr", "gb-eng-x", "-"})
    void whatIsNotKnownIsRefused(String region) {
        assertThatThrownBy(() -> HolidayRegion.of(region)).isInstanceOf(IllegalArgumentException.class);
    }
}
