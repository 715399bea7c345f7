package dev.makegood.recovery.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where tests work: offices in several zones, with their holidays, and one that never closes. */
public final class Places {

    public static final WorkingCalendar ALWAYS =
            new WorkingCalendar("always", 1, ZoneId.of("UTC"), week(7, "00:00-24:00"), Set.of());
    public static final WorkingCalendar ATHENS = office("athens", "Europe/Athens", "gr", "09:00-13:00", "14:00-17:00");
    public static final WorkingCalendar HELSINKI = office("helsinki", "Europe/Helsinki", "fi", "08:00-16:00");
    public static final WorkingCalendar MADRID =
            office("madrid", "Europe/Madrid", "es-md", "09:00-14:00", "17:00-20:00");
    public static final WorkingCalendar LONDON = office("london", "Europe/London", "gb-eng", "09:00-17:30");
    public static final WorkingCalendar NEW_YORK = new WorkingCalendar(
            "new-york",
            1,
            ZoneId.of("America/New_York"),
            // A desk that is staffed at night as well, when clocks are set.
            week(7, "00:00-04:00", "08:00-12:00", "13:00-24:00"),
            HolidayRegion.of("us").between(2025, 2028).keySet());

    public static final List<WorkingCalendar> ALL = List.of(ALWAYS, ATHENS, HELSINKI, MADRID, LONDON, NEW_YORK);

    private Places() {}

    /** The calendar of this id. */
    public static WorkingCalendar of(String id, int version) {
        return ALL.stream()
                .filter(calendar -> calendar.id().equals(id) && calendar.version() == version)
                .findFirst()
                .orElseThrow();
    }

    private static WorkingCalendar office(String id, String zone, String region, String... spans) {
        Set<LocalDate> holidays = HolidayRegion.of(region).between(2025, 2028).keySet();
        return new WorkingCalendar(id, 1, ZoneId.of(zone), week(5, spans), holidays);
    }

    private static Map<DayOfWeek, List<Span>> week(int days, String... spans) {
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values())
                .filter(day -> day.getValue() <= days)
                .forEach(day -> week.put(day, Arrays.stream(spans).map(Span::of).toList()));
        return week;
    }
}
