package dev.makegood.recovery.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarTest {

    private static final long SEED = 20_261_122;

    @Test
    void workStopsForLunchAndOverTheWeekend() {
        var calendar = office("Europe/Athens");
        var friday = at("Europe/Athens", "2026-03-06T12:00");
        assertThat(calendar.isWorking(friday)).isTrue();
        assertThat(calendar.isWorking(at("Europe/Athens", "2026-03-06T13:00"))).isFalse();
        assertThat(calendar.isWorking(at("Europe/Athens", "2026-03-06T14:00"))).isTrue();
        assertThat(calendar.isWorking(at("Europe/Athens", "2026-03-07T12:00"))).isFalse();
        assertThat(calendar.add(friday, Duration.ofHours(1))).isEqualTo(at("Europe/Athens", "2026-03-06T13:00"));
        assertThat(calendar.add(friday, Duration.ofHours(2))).isEqualTo(at("Europe/Athens", "2026-03-06T15:00"));
        assertThat(calendar.add(friday, Duration.ofHours(5))).isEqualTo(at("Europe/Athens", "2026-03-09T10:00"));
        assertThat(calendar.workingBetween(friday, at("Europe/Athens", "2026-03-09T10:00")))
                .isEqualTo(Duration.ofHours(5));
    }

    @Test
    void nobodyWorksOnAHoliday() {
        var calendar = office("Europe/Athens", "2026-03-25");
        var before = at("Europe/Athens", "2026-03-24T16:30");
        assertThat(calendar.add(before, Duration.ofMinutes(31))).isEqualTo(at("Europe/Athens", "2026-03-26T09:01"));
        assertThat(calendar.isWorking(at("Europe/Athens", "2026-03-25T10:00"))).isFalse();
        assertThat(calendar.closeOfWorkingDay(before, 1)).isEqualTo(at("Europe/Athens", "2026-03-26T17:00"));
        assertThat(calendar.workingDayLater(before)).isEqualTo(at("Europe/Athens", "2026-03-26T16:30"));
    }

    @Test
    void theNthWorkingDayFollowsTheDayOnWhichItBegan() {
        var calendar = office("Europe/London");
        // Whenever in the day it came: by close of the third working day after it.
        for (String received : List.of("2026-03-04T00:00", "2026-03-04T10:00", "2026-03-04T23:59")) {
            assertThat(calendar.closeOfWorkingDay(at("Europe/London", received), 3))
                    .isEqualTo(at("Europe/London", "2026-03-09T17:00"));
        }
        assertThat(calendar.closeOfWorkingDay(at("Europe/London", "2026-03-07T10:00"), 1))
                .isEqualTo(at("Europe/London", "2026-03-09T17:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Athens, 2026-03-29, 5",
        "Europe/Helsinki, 2026-03-29, 5",
        "Europe/Madrid, 2026-03-29, 5",
        "Europe/London, 2026-03-29, 5",
        "America/New_York, 2026-03-08, 5",
        "Europe/Athens, 2026-10-25, 7",
        "Europe/Helsinki, 2026-10-25, 7",
        "Europe/Madrid, 2026-10-25, 7",
        "Europe/London, 2026-10-25, 7",
        "America/New_York, 2026-11-01, 7",
        "Europe/Athens, 2026-11-02, 6"
    })
    void anHourThatIsSkippedIsNotWorkedAndOneThatComesTwiceIsWorkedTwice(String zone, LocalDate date, int hours) {
        var nights = calendar(zone, everyDay("00:00-06:00"));
        var midnight = date.atStartOfDay(ZoneId.of(zone)).toInstant();
        var six = date.atTime(6, 0).atZone(ZoneId.of(zone)).toInstant();
        assertThat(Duration.between(midnight, six)).isEqualTo(Duration.ofHours(hours));
        assertThat(nights.workingBetween(midnight, six)).isEqualTo(Duration.ofHours(hours));
        assertThat(nights.add(midnight, Duration.ofHours(hours))).isEqualTo(six);
        // Whoever works by day works as long as on any other.
        var office = calendar(zone, everyDay("09:00-13:00", "14:00-17:00"));
        assertThat(office.workingBetween(midnight, midnight.plus(1, ChronoUnit.DAYS)))
                .isEqualTo(Duration.ofHours(7));
        assertThat(office.add(midnight, Duration.ofHours(7)))
                .isEqualTo(date.atTime(17, 0).atZone(ZoneId.of(zone)).toInstant());
        var noon = date.atTime(12, 0);
        assertThat(office.workingDayLater(
                        noon.minusDays(1).atZone(ZoneId.of(zone)).toInstant()))
                .isEqualTo(noon.atZone(ZoneId.of(zone)).toInstant());
    }

    @Test
    void aSpanWithinTheSkippedHourIsNoWorkOnThatDay() {
        var calendar = calendar("Europe/Athens", everyDay("03:15-03:45"));
        var saturday = at("Europe/Athens", "2026-03-28T12:00");
        assertThat(calendar.add(saturday, Duration.ofMinutes(1))).isEqualTo(at("Europe/Athens", "2026-03-30T03:16"));
        assertThat(calendar.closeOfWorkingDay(saturday, 1)).isEqualTo(at("Europe/Athens", "2026-03-30T03:45"));
    }

    @Test
    void aSpanThatEndsWithinTheRepeatedHourIsWorkedInBothOfThem() {
        // In London 01:00 to 02:00 comes twice on 25 October 2026: at 00:00Z by summer time, at 01:00Z by winter time.
        var calendar = calendar("Europe/London", everyDay("00:30-01:30"));
        var midnight = Instant.parse("2026-10-24T23:00:00Z");
        assertThat(calendar.isWorking(Instant.parse("2026-10-25T00:29:59Z"))).isTrue();
        assertThat(calendar.isWorking(Instant.parse("2026-10-25T00:30:00Z"))).isFalse();
        assertThat(calendar.isWorking(Instant.parse("2026-10-25T01:00:00Z"))).isTrue();
        assertThat(calendar.isWorking(Instant.parse("2026-10-25T01:30:00Z"))).isFalse();
        assertThat(calendar.add(midnight, Duration.ofMinutes(61))).isEqualTo(Instant.parse("2026-10-25T01:01:00Z"));
        assertThat(calendar.workingBetween(midnight, midnight.plus(1, ChronoUnit.DAYS)))
                .isEqualTo(Duration.ofMinutes(90));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Athens",
                "Europe/Helsinki",
                "Europe/Madrid",
                "Europe/London",
                "America/New_York",
                // Sets its clock at midnight, by half an hour, or not at all.
                "America/Havana",
                "Australia/Lord_Howe",
                "Asia/Kolkata",
                "UTC"
            })
    void workIsWhatAWatchOfTheWallSays(String zone) {
        var random = new Random(SEED);
        for (int round = 0; round < 40; round++) {
            var calendar = anyCalendar(random, zone);
            // Around the days on which clocks are set.
            var from = Instant.parse(random.nextBoolean() ? "2026-03-07T00:00:00Z" : "2026-10-23T00:00:00Z")
                    .plus(random.nextInt(36 * 60), ChronoUnit.MINUTES);
            int minutes = random.nextInt(25 * 24 * 60);
            long watched = 0;
            for (int minute = 0; minute < minutes; minute++) {
                if (calendar.isWorking(from.plus(minute, ChronoUnit.MINUTES))) {
                    watched++;
                }
            }
            assertThat(calendar.workingBetween(from, from.plus(minutes, ChronoUnit.MINUTES)))
                    .as("seed %d, round %d, %s from %s, %d minutes", SEED, round, zone, from, minutes)
                    .isEqualTo(Duration.ofMinutes(watched));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Athens", "Europe/London", "America/New_York", "America/Havana", "Australia/Lord_Howe"})
    void addingIsTheInverseOfMeasuringAndNeverGoesBack(String zone) {
        var random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            var calendar = anyCalendar(random, zone);
            var from = instant(random);
            var work = Duration.of(random.nextLong(Duration.ofHours(200).toNanos() / 1000), ChronoUnit.MICROS);
            var due = calendar.add(from, work);
            var context = "seed %d, round %d, %s from %s, %s".formatted(SEED, round, zone, from, work);
            assertThat(calendar.workingBetween(from, due)).as(context).isEqualTo(work);
            // The first such instant: a microsecond sooner there is less.
            if (!work.isZero()) {
                assertThat(calendar.workingBetween(from, due.minus(1, ChronoUnit.MICROS)))
                        .as(context)
                        .isEqualTo(work.minusNanos(1000));
            }
            var later = from.plus(random.nextInt(5_000), ChronoUnit.MINUTES);
            assertThat(calendar.add(later, work)).as(context).isAfterOrEqualTo(due);
            assertThat(calendar.add(from, work.plusSeconds(random.nextInt(10_000))))
                    .as(context)
                    .isAfterOrEqualTo(due);
            assertThat(calendar.add(due, Duration.ofHours(3)))
                    .as(context)
                    .isEqualTo(calendar.add(from, work.plusHours(3)));
            assertThat(calendar.workingBetween(from, later)
                            .plus(calendar.workingBetween(later, later.plusSeconds(99_999))))
                    .as(context)
                    .isEqualTo(calendar.workingBetween(from, later.plusSeconds(99_999)));
            assertThat(calendar.workingDayLater(from)).as(context).isAfter(from);
            assertThat(calendar.closeOfWorkingDay(from, 1 + round % 5))
                    .as(context)
                    .isAfter(from);
        }
    }

    @Test
    void eightWeeksTakeMicroseconds() {
        var calendar = office("Europe/Athens", "2026-03-25", "2026-04-10", "2026-04-13", "2026-05-01");
        var from = at("Europe/Athens", "2026-03-06T12:00");
        var work = Duration.ofHours(8 * 35);
        for (int i = 0; i < 2_000; i++) {
            assertThat(calendar.add(from.plusSeconds(i), work)).isAfter(from);
        }
        long begin = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            calendar.add(from.plusSeconds(i), work);
        }
        // Some ten microseconds each; a hundred on a machine that has other things to do.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aCalendarWithoutWorkAndSpansThatOverlapAreNone() {
        assertThatThrownBy(() -> calendar("UTC", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calendar("UTC", everyDay("09:00-13:00", "12:59-17:00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12:59-17:00");
        // One after the other is no overlap, in whatever order they are stated.
        assertThat(calendar("UTC", everyDay("13:00-17:00", "09:00-13:00"))
                        .workingBetween(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z")))
                .isEqualTo(Duration.ofHours(8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9:00-13:00",
                "09:00",
                "13:00-09:00",
                "09:00-09:00",
                "22:00-06:00",
                "09:00-24:01",
                "09:60-10:00",
                ""
            })
    void aSpanIsWithinADay(String text) {
        assertThatThrownBy(() -> Span.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"09:00-13:00", "00:00-24:00", "23:59-24:00"})
    void aSpanIsWrittenAsItIsRead(String text) {
        assertThat(Span.of(text)).hasToString(text);
    }

    private static Instant instant(Random random) {
        return Instant.parse("2025-01-01T00:00:00Z").plus(random.nextLong(700L * 86_400_000_000L), ChronoUnit.MICROS);
    }

    private static WorkingCalendar anyCalendar(Random random, String zone) {
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            int[] times = random.ints(2L * random.nextInt(4), 0, Span.DAY + 1)
                    .distinct()
                    .sorted()
                    .toArray();
            week.put(
                    day,
                    IntStream.range(0, times.length / 2)
                            .mapToObj(i -> new Span(times[2 * i], times[2 * i + 1]))
                            .toList());
        }
        week.put(DayOfWeek.SUNDAY, List.of(new Span(0, 60 * (1 + random.nextInt(24)))));
        Set<LocalDate> holidays = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            holidays.add(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365)));
        }
        return new WorkingCalendar("any", 1, ZoneId.of(zone), week, holidays);
    }

    private static WorkingCalendar office(String zone, String... holidays) {
        Map<DayOfWeek, List<Span>> week = everyDay("09:00-13:00", "14:00-17:00");
        week.remove(DayOfWeek.SATURDAY);
        week.remove(DayOfWeek.SUNDAY);
        return calendar(zone, week, holidays);
    }

    private static WorkingCalendar calendar(String zone, Map<DayOfWeek, List<Span>> week, String... holidays) {
        var closed = new HashSet<LocalDate>();
        Arrays.stream(holidays).map(LocalDate::parse).forEach(closed::add);
        return new WorkingCalendar("test", 1, ZoneId.of(zone), week, closed);
    }

    private static Map<DayOfWeek, List<Span>> everyDay(String... spans) {
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, Arrays.stream(spans).map(Span::of).toList());
        }
        return week;
    }

    private static Instant at(String zone, String time) {
        return LocalDateTime.parse(time).atZone(ZoneId.of(zone)).toInstant();
    }
}
