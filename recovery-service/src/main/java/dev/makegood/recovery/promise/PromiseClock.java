package dev.makegood.recovery.promise;

import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.calendar.Term;
import dev.makegood.recovery.calendar.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a promise is due, when its owner is warned, and when it is brought before the manager. A pure function of what was
 * promised, its calendar and the journey's pauses: whatever happened in between, and however often it is asked, it says the same.
 *
 * @param dueAt when it is broken, if it has not happened
 * @param warnAt when three quarters of the time have passed
 * @param escalateAt a working day after it was due
 */
record PromiseClock(Instant dueAt, Instant warnAt, Instant escalateAt) {

    /** The part of the time after which the owner is warned. */
    private static final int WARN_PERCENT = 75;

    /**
     * The clock of a promise.
     *
     * @param agreedAt when it was due when it was made
     * @param term how it was said, if it was not said as a time
     */
    static PromiseClock of(
            PromiseKind kind,
            Instant madeAt,
            Instant agreedAt,
            @Nullable Term term,
            WorkingCalendar calendar,
            List<Stop> stops) {
        var measure = Measure.of(madeAt, agreedAt, term, calendar);
        var warnAt = measure.add(madeAt, percent(measure.between(madeAt, agreedAt)));
        var moving = stopsOf(kind, madeAt, term, stops);
        var dueAt = moved(agreedAt, moving, measure);
        return new PromiseClock(dueAt, moved(warnAt, moving, measure), calendar.workingDayLater(dueAt));
    }

    /** How much of a promise's own time is left until it is due; none if it stands still for longer, or is late. */
    static Duration left(
            Instant now,
            Instant madeAt,
            Instant agreedAt,
            Instant dueAt,
            @Nullable Term term,
            WorkingCalendar calendar) {
        return Measure.of(madeAt, agreedAt, term, calendar).between(now, dueAt);
    }

    /**
     * The pauses that this promise stands still for. The law's clock never does (DESIGN §3, invariant 7). A term that begins while
     * the journey is paused begins when that pause ends; who names a time in a pause means that time.
     */
    private static List<Stop> stopsOf(PromiseKind kind, Instant madeAt, @Nullable Term term, List<Stop> stops) {
        return kind == PromiseKind.STATUTORY
                ? List.of()
                : stops.stream()
                        .filter(stop -> term != null || !stop.from().isBefore(madeAt))
                        .map(stop -> new Stop(later(stop.from(), madeAt), stop.until()))
                        .filter(stop -> stop.from().isBefore(stop.until()))
                        .sorted(Comparator.comparing(Stop::from))
                        .toList();
    }

    /** What was to happen then happens as much later as the clock stood still before it, and never while it stands still. */
    private static Instant moved(Instant point, List<Stop> stops, Measure measure) {
        var moved = point;
        for (Stop stop : stops) {
            if (stop.from().isBefore(moved)) {
                moved = later(measure.add(moved, measure.between(stop.from(), stop.until())), stop.until());
            }
        }
        return moved;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration percent(Duration whole) {
        return Duration.of(whole.dividedBy(ChronoUnit.MICROS.getDuration()) * WARN_PERCENT / 100, ChronoUnit.MICROS);
    }

    /** What a promise's time is measured in: the working time of its calendar, or time as it passes. */
    private record Measure(WorkingCalendar calendar, boolean working) {

        static Measure of(Instant madeAt, Instant agreedAt, @Nullable Term term, WorkingCalendar calendar) {
            boolean working = (term == null || term.working())
                    && calendar.workingBetween(madeAt, agreedAt).isPositive();
            return new Measure(calendar, working);
        }

        Instant add(Instant from, Duration duration) {
            return working ? calendar.add(from, duration) : from.plus(duration);
        }

        Duration between(Instant from, Instant until) {
            if (!from.isBefore(until)) {
                return Duration.ZERO;
            }
            return working ? calendar.workingBetween(from, until) : Duration.between(from, until);
        }
    }
}
