package dev.makegood.notification.preference;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * Hours in which somebody does not want to be disturbed, by the clock on their wall. Hours over midnight belong to the day on which
 * they begin. Where clocks change meanwhile they end when the wall says so, and the hour that comes twice is quiet both times.
 *
 * @param from the first minute of it
 * @param until the first minute after it; before {@code from} where it goes over midnight
 * @param days on which it begins
 */
public record Quiet(LocalTime from, LocalTime until, Set<DayOfWeek> days) {

    public Quiet {
        days = Set.copyOf(days);
    }

    /** On every day. */
    static Quiet daily(LocalTime from, LocalTime until) {
        return new Quiet(from, until, Set.of(DayOfWeek.values()));
    }

    /** Whether these are the hours of somebody's night. */
    boolean overMidnight() {
        return !from.isBefore(until);
    }

    /** Whether the wall says a time of these hours, on whichever day. */
    boolean holds(LocalTime time) {
        return overMidnight()
                ? !time.isBefore(from) || time.isBefore(until)
                : !time.isBefore(from) && time.isBefore(until);
    }

    /** When the hours end in which this instant is; the instant itself if it is in none. */
    Instant end(Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate();
        // Yesterday's may last into today; and where clocks skipped a day, the day before it did.
        for (var day = today.minusDays(2); !day.isAfter(today); day = day.plusDays(1)) {
            if (days.contains(day.getDayOfWeek()) && !now.isBefore(first(day, from, zone))) {
                var end = last(overMidnight() ? day.plusDays(1) : day, until, zone);
                if (now.isBefore(end)) {
                    return end;
                }
            }
        }
        return now;
    }

    /** The first instant at which the wall says this or more. */
    private static Instant first(LocalDate day, LocalTime time, ZoneId zone) {
        var wall = day.atTime(time);
        var gap = zone.getRules().getTransition(wall);
        return gap != null && gap.isGap() ? gap.getInstant() : wall.atZone(zone).toInstant();
    }

    /** The last such instant: that of the second time, where it comes twice. */
    private static Instant last(LocalDate day, LocalTime time, ZoneId zone) {
        var wall = day.atTime(time);
        var change = zone.getRules().getTransition(wall);
        if (change == null) {
            return wall.atZone(zone).toInstant();
        }
        return change.isGap()
                ? change.getInstant()
                : wall.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
