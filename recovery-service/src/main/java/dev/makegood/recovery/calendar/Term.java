package dev.makegood.recovery.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How long something may take, as people say it: {@code 24 hours}, {@code 4 working hours}, {@code 3 working days}, {@code 8 weeks}.
 * Hours pass. Days and weeks end at the time of day at which they began. Working hours are those of a calendar, and the n-th
 * working day ends with its work, whenever in the day of its beginning the term began.
 */
public record Term(int count, Unit unit) {

    /** What is counted. */
    public enum Unit {
        MINUTES("minute", Duration.ofMinutes(1), false),
        HOURS("hour", Duration.ofHours(1), false),
        DAYS("day", Duration.ofDays(1), false),
        WEEKS("week", Duration.ofDays(7), false),
        WORKING_MINUTES("working minute", Duration.ofMinutes(1), true),
        WORKING_HOURS("working hour", Duration.ofHours(1), true),
        WORKING_DAYS("working day", Duration.ofDays(1), true);

        private final String word;
        private final Duration length;
        private final boolean working;

        Unit(String word, Duration length, boolean working) {
            this.word = word;
            this.length = length;
            this.working = working;
        }
    }

    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,5}) (.+?)s?");

    /** Nobody is told to wait longer. */
    private static final Duration LONGEST = Duration.ofDays(2 * 366);

    public Term {
        if (count < 1 || unit.length.multipliedBy(count).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("At least one, and two years at the most.");
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if that is not a term; says why
     */
    public static Term of(String text) {
        var match = TEXT.matcher(text);
        if (match.matches()) {
            for (Unit unit : Unit.values()) {
                if (unit.word.equals(match.group(2))) {
                    return new Term(Integer.parseInt(match.group(1)), unit);
                }
            }
        }
        throw new IllegalArgumentException("As in 24 hours, 4 working hours, 3 working days, 8 weeks.");
    }

    /** When it is over, if it begins then. */
    public Instant due(Instant from, WorkingCalendar calendar) {
        return switch (unit) {
            case MINUTES, HOURS -> from.plus(length());
            case DAYS, WEEKS ->
                from.atZone(calendar.zone()).plusDays(length().toDays()).toInstant();
            case WORKING_MINUTES, WORKING_HOURS -> calendar.add(from, length());
            case WORKING_DAYS -> calendar.closeOfWorkingDay(from, count);
        };
    }

    /** Whether only working time counts. */
    public boolean working() {
        return unit.working;
    }

    private Duration length() {
        return unit.length.multipliedBy(count);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d %s%s", count, unit.word, count == 1 ? "" : "s");
    }
}
