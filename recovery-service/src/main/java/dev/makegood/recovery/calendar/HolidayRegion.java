package dev.makegood.recovery.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A country, or a part of one, and its public holidays as Jollyday knows them: {@code gr}, {@code es-md}, {@code gb-eng}. */
final class HolidayRegion {

    private final HolidayManager holidays;
    private final String[] parts;

    private HolidayRegion(HolidayManager holidays, String[] parts) {
        this.holidays = holidays;
        this.parts = parts;
    }

    /**
     * @throws IllegalArgumentException if nothing is known of such a region; says what is
     */
    static HolidayRegion of(String text) {
        String country = text.split("-", 2)[0];
        if (HolidayManager.getSupportedCalendarCodes().stream().noneMatch(code -> code.equalsIgnoreCase(country))) {
            throw new IllegalArgumentException("A country's code, as in gr, or a part of one, as in gb-eng.");
        }
        var manager = HolidayManager.getInstance(ManagerParameters.create(country));
        List<String> path = Arrays.asList(text.split("-")).subList(1, text.split("-").length);
        CalendarHierarchy place = manager.getCalendarHierarchy();
        for (String part : path) {
            var known = place.getChildren();
            place = known.get(part);
            if (place == null) {
                throw new IllegalArgumentException("Known parts are %s.".formatted(new TreeMap<>(known).keySet()));
            }
        }
        return new HolidayRegion(manager, path.toArray(String[]::new));
    }

    /** The public holidays of these years by date: what they are called, in English. */
    Map<LocalDate, String> between(int first, int last) {
        Map<LocalDate, String> dates = new TreeMap<>();
        Stream.iterate(first, year -> year <= last, year -> year + 1)
                .flatMap(year -> holidays.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, parts).stream())
                .forEach(holiday -> dates.merge(holiday.getDate(), name(holiday), HolidayRegion::both));
        return dates;
    }

    private static String name(Holiday holiday) {
        return holiday.getDescription(Locale.ENGLISH);
    }

    private static String both(String one, String other) {
        return one.contains(other) ? one : one + ", " + other;
    }
}
