package dev.makegood.recovery.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.calendar.Places;
import dev.makegood.recovery.calendar.Term;
import dev.makegood.recovery.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromiseClockTest {

    private static final long SEED = 75;

    /** A Monday in March 2026, at ten. Clocks go forward on Sunday the 29th; Wednesday the 25th is a holiday. */
    private static final Instant MONDAY = athens("2026-03-23T10:00");

    @Test
    void theOwnerIsWarnedAfterThreeQuartersOfTheWorkingTime() {
        // Eight hours: six on Monday, until five, and two on Tuesday. Six of them have passed at the end of Monday.
        var clock = clock("8 working hours", MONDAY);
        assertThat(clock.dueAt()).isEqualTo(athens("2026-03-24T11:00"));
        assertThat(clock.warnAt()).isEqualTo(athens("2026-03-23T17:00"));
        assertThat(clock.escalateAt()).isEqualTo(athens("2026-03-26T11:00"));
    }

    @Test
    void timeThatPassesIsWarnedOfByTheHour() {
        var clock = clock("24 hours", athens("2026-03-28T12:00"));
        assertThat(clock.dueAt()).isEqualTo(athens("2026-03-29T13:00"));
        assertThat(clock.warnAt()).isEqualTo(athens("2026-03-29T07:00"));
        assertThat(clock.escalateAt()).isEqualTo(athens("2026-03-30T13:00"));
    }

    @Test
    void aPauseStopsTheClockInTheCalendarsOwnTime() {
        var before = clock("2 working days", MONDAY);
        assertThat(before.dueAt()).isEqualTo(athens("2026-03-26T17:00"));
        // Two hours of a lunchtime are one of work.
        assertThat(clock("2 working days", MONDAY, stop("2026-03-24T12:00", "2026-03-24T14:00"))
                        .dueAt())
                .isEqualTo(athens("2026-03-27T10:00"));
        // The holiday costs nothing, nor does the night.
        assertThat(clock("2 working days", MONDAY, stop("2026-03-24T17:00", "2026-03-26T09:00")))
                .isEqualTo(before);
        // Over the weekend on which clocks are set: Friday's seven hours.
        assertThat(clock("4 working days", MONDAY, stop("2026-03-27T08:00", "2026-03-30T08:00"))
                        .dueAt())
                .isEqualTo(athens("2026-03-31T17:00"));
    }

    @Test
    void severalPausesAddUpAndOneAfterItWasDueChangesNothing() {
        var twice = clock(
                "24 hours",
                MONDAY,
                stop("2026-03-23T12:00", "2026-03-23T15:00"),
                // Within the time that the first has added.
                stop("2026-03-24T11:00", "2026-03-24T12:00"),
                stop("2026-03-24T14:00", "2026-03-25T14:00"));
        assertThat(twice.dueAt()).isEqualTo(athens("2026-03-24T14:00"));
        assertThat(twice.warnAt()).isEqualTo(athens("2026-03-24T07:00"));
    }

    @Test
    void aWarningThatWasDueBeforeThePauseStaysWhereItWas() {
        var clock = clock("24 hours", MONDAY, stop("2026-03-24T05:00", "2026-03-24T17:00"));
        assertThat(clock.warnAt()).isEqualTo(athens("2026-03-24T04:00"));
        assertThat(clock.dueAt()).isEqualTo(athens("2026-03-24T22:00"));
    }

    @Test
    void theLawsClockNeverStops() {
        var term = Term.of("8 weeks");
        var due = term.due(MONDAY, Places.ATHENS);
        assertThat(PromiseClock.of(
                        PromiseKind.STATUTORY,
                        MONDAY,
                        due,
                        term,
                        Places.ATHENS,
                        List.of(stop("2026-03-24T00:00", "2026-04-20T00:00"))))
                .isEqualTo(PromiseClock.of(PromiseKind.STATUTORY, MONDAY, due, term, Places.ATHENS, List.of()));
    }

    @Test
    void aTermThatBeginsInAPauseBeginsWhenThePauseEnds() {
        var clock = clock("4 working hours", MONDAY, stop("2026-03-22T10:00", "2026-03-24T09:00"));
        assertThat(clock.dueAt()).isEqualTo(athens("2026-03-24T13:00"));
        assertThat(clock.warnAt()).isEqualTo(athens("2026-03-24T12:00"));
    }

    @Test
    void aTimeThatIsNamedInAPauseIsMeant() {
        var named = athens("2026-03-26T12:00");
        assertThat(named(named, Places.ATHENS, stop("2026-03-23T09:00", "2026-03-25T10:00"))
                        .dueAt())
                .isEqualTo(named);
        // A pause that begins later stops it as any other.
        assertThat(named(named, Places.ATHENS, stop("2026-03-24T09:00", "2026-03-24T11:00"))
                        .dueAt())
                .isEqualTo(athens("2026-03-26T15:00"));
    }

    @Test
    void nothingIsDueWhileTheClockStandsStill() {
        // At eight in the evening nobody works, so that no working time is lost by the pause; it is due when that ends.
        var named = athens("2026-03-23T20:00");
        var clock = named(named, Places.ATHENS, stop("2026-03-23T18:00", "2026-03-23T22:00"));
        assertThat(clock.dueAt()).isEqualTo(athens("2026-03-23T22:00"));
        // Between two times at which nobody works, time is as it passes.
        var sunday = PromiseClock.of(
                PromiseKind.CALL_BACK,
                athens("2026-03-21T10:00"),
                athens("2026-03-22T10:00"),
                null,
                Places.ATHENS,
                List.of());
        assertThat(sunday.warnAt()).isEqualTo(athens("2026-03-22T04:00"));
        assertThat(sunday.escalateAt()).isEqualTo(athens("2026-03-23T10:00"));
    }

    @Test
    void whatIsLeftIsCountedInTheCalendarsOwnTime() {
        var term = Term.of("8 working hours");
        var due = term.due(MONDAY, Places.ATHENS);
        assertThat(PromiseClock.left(athens("2026-03-23T16:00"), MONDAY, due, due, term, Places.ATHENS))
                .isEqualTo(Duration.ofHours(3));
        assertThat(PromiseClock.left(athens("2026-03-24T12:00"), MONDAY, due, due, term, Places.ATHENS))
                .isZero();
        var day = Term.of("24 hours");
        var tuesday = day.due(MONDAY, Places.ATHENS);
        assertThat(PromiseClock.left(athens("2026-03-23T16:00"), MONDAY, tuesday, tuesday, day, Places.ATHENS))
                .isEqualTo(Duration.ofHours(18));
    }

    @Test
    void aClockIsWhatAWatchSaysThatIsStoppedInPausesAndOutOfHours() {
        var random = new Random(SEED);
        for (int round = 0; round < 600; round++) {
            var calendar = Places.ALL.get(random.nextInt(Places.ALL.size()));
            var madeAt = Instant.parse(random.nextBoolean() ? "2026-03-20T00:00:00Z" : "2026-10-19T00:00:00Z")
                    .plus(random.nextInt(20_000), ChronoUnit.MINUTES);
            boolean working = random.nextBoolean();
            int minutes = 1 + random.nextInt(3_000);
            var term = Term.of(minutes + (working ? " working minutes" : " minutes"));
            var stops = anyStops(random, madeAt);
            var context = "seed %d, round %d, %s from %s at %s, %s"
                    .formatted(SEED, round, term, madeAt, calendar.id(), stops);
            var clock =
                    PromiseClock.of(PromiseKind.NEXT_UPDATE, madeAt, term.due(madeAt, calendar), term, calendar, stops);
            assertThat(clock.dueAt())
                    .as(context)
                    .isEqualTo(watched(madeAt, minutes, working ? calendar : Places.ALWAYS, stops));
            if (minutes % 4 == 0) {
                assertThat(clock.warnAt())
                        .as(context)
                        .isEqualTo(watched(madeAt, minutes / 4 * 3, working ? calendar : Places.ALWAYS, stops));
            }
            assertThat(clock.warnAt()).as(context).isBetween(madeAt, clock.dueAt());
            assertThat(clock.escalateAt()).as(context).isAfter(clock.dueAt());
            // The order in which pauses are known is no matter.
            var shuffled = new ArrayList<>(stops);
            Collections.shuffle(shuffled, random);
            assertThat(PromiseClock.of(
                            PromiseKind.NEXT_UPDATE, madeAt, term.due(madeAt, calendar), term, calendar, shuffled))
                    .as(context)
                    .isEqualTo(clock);
        }
    }

    /** Counts minutes that are worked and not paused, one by one. */
    private static Instant watched(Instant madeAt, int minutes, WorkingCalendar calendar, List<Stop> stops) {
        var at = madeAt;
        int left = minutes;
        while (left > 0) {
            var now = at;
            boolean paused = stops.stream().anyMatch(stop -> !now.isBefore(stop.from()) && now.isBefore(stop.until()));
            if (!paused && calendar.isWorking(now)) {
                left--;
            }
            at = at.plus(1, ChronoUnit.MINUTES);
        }
        return at;
    }

    private static List<Stop> anyStops(Random random, Instant madeAt) {
        List<Stop> stops = new ArrayList<>();
        var from = madeAt.minus(random.nextInt(500), ChronoUnit.MINUTES);
        for (int i = random.nextInt(5); i > 0; i--) {
            var until = from.plus(1 + random.nextInt(3_000), ChronoUnit.MINUTES);
            stops.add(new Stop(from, until));
            from = until.plus(random.nextInt(2_000), ChronoUnit.MINUTES);
        }
        return stops;
    }

    private static PromiseClock clock(String term, Instant madeAt, Stop... stops) {
        var length = Term.of(term);
        return clock(madeAt, length.due(madeAt, Places.ATHENS), length, stops);
    }

    private static PromiseClock clock(Instant madeAt, Instant due, @Nullable Term term, Stop... stops) {
        return PromiseClock.of(PromiseKind.NEXT_UPDATE, madeAt, due, term, Places.ATHENS, Arrays.asList(stops));
    }

    private static PromiseClock named(Instant due, WorkingCalendar calendar, Stop... stops) {
        return PromiseClock.of(PromiseKind.CALL_BACK, MONDAY, due, null, calendar, Arrays.asList(stops));
    }

    private static Stop stop(String from, String until) {
        return new Stop(athens(from), athens(until));
    }

    private static Instant athens(String time) {
        return LocalDateTime.parse(time).atZone(ZoneId.of("Europe/Athens")).toInstant();
    }
}
