package dev.makegood.recovery.calendar;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Working time within one day, by the clock on the wall: {@code 09:00-13:00}. Work that goes on past midnight is two spans, since
 * each day has holidays of its own.
 *
 * @param from in minutes after midnight
 * @param until in minutes after midnight; 1440, said as {@code 24:00}, is the day's end
 */
record Span(int from, int until) {

    static final int DAY = 24 * 60;

    private static final Pattern TEXT = Pattern.compile("(\\d\\d):([0-5]\\d)-(\\d\\d):([0-5]\\d)");

    Span {
        if (from < 0 || until > DAY) {
            throw new IllegalArgumentException("A day is from 00:00 to 24:00.");
        }
        if (from >= until) {
            throw new IllegalArgumentException(
                    "A span ends after it begins, on the same day: one past midnight is two, until 24:00 and from 00:00.");
        }
    }

    /**
     * @throws IllegalArgumentException if that is not a span; says why
     */
    static Span of(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("As in 09:00-13:00.");
        }
        return new Span(minutes(match.group(1), match.group(2)), minutes(match.group(3), match.group(4)));
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%02d:%02d-%02d:%02d", from / 60, from % 60, until / 60, until % 60);
    }
}
