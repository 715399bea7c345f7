package dev.makegood.recovery.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When people work, at a place. An instant is working time if the clock on the wall there stands within a span of that weekday and
 * the day is no holiday; so an hour that the wall's clock skips is not worked, and one that it shows twice is worked twice.
 * Measured to the microsecond.
 */
public final class WorkingCalendar {

    private static final long SECOND = 1_000_000;
    private static final long[] NONE = {};

    /** Whoever asks for work beyond this asks a calendar that has next to none. */
    private static final int FARTHEST_DAYS = 40 * 366;

    private final String id;
    private final int version;
    private final ZoneId zone;
    private final Map<DayOfWeek, List<Span>> week;
    private final Set<LocalDate> holidays;

    WorkingCalendar(String id, int version, ZoneId zone, Map<DayOfWeek, List<Span>> week, Set<LocalDate> holidays) {
        this.id = id;
        this.version = version;
        this.zone = zone;
        this.week = sorted(week);
        this.holidays = Set.copyOf(holidays);
    }

    private static Map<DayOfWeek, List<Span>> sorted(Map<DayOfWeek, List<Span>> week) {
        Map<DayOfWeek, List<Span>> sorted = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            var spans = new ArrayList<>(week.getOrDefault(day, List.of()));
            spans.sort(Comparator.comparing(Span::from));
            for (int i = 1; i < spans.size(); i++) {
                if (spans.get(i).from() < spans.get(i - 1).until()) {
                    throw new IllegalArgumentException("%s and %s overlap.".formatted(spans.get(i - 1), spans.get(i)));
                }
            }
            sorted.put(day, List.copyOf(spans));
        }
        if (sorted.values().stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("Somebody has to work at some time.");
        }
        return sorted;
    }

    public String id() {
        return id;
    }

    public int version() {
        return version;
    }

    public ZoneId zone() {
        return zone;
    }

    public boolean isWorking(Instant instant) {
        var there = instant.atZone(zone);
        int minute = there.getHour() * 60 + there.getMinute();
        return !holidays.contains(there.toLocalDate())
                && spansOn(there.toLocalDate()).stream()
                        .anyMatch(span -> span.from() <= minute && minute < span.until());
    }

    /** The first instant by which so much has been worked since then. */
    public Instant add(Instant from, Duration work) {
        long left = micros(work);
        if (left <= 0) {
            return from;
        }
        long begin = micros(from);
        var date = dateOf(from);
        for (int i = 0; i < FARTHEST_DAYS; i++) {
            long[] worked = workOn(date.plusDays(i));
            for (int pair = 0; pair < worked.length; pair += 2) {
                long since = Math.max(begin, worked[pair]);
                long length = worked[pair + 1] - since;
                if (length >= left) {
                    return instant(since + left);
                }
                left -= Math.max(0, length);
            }
        }
        throw new IllegalArgumentException("Calendar %s has no such time: %s after %s".formatted(id, work, from));
    }

    /** How much is worked from one instant to another; nothing if the other is not later. */
    public Duration workingBetween(Instant from, Instant until) {
        long begin = micros(from);
        long end = micros(until);
        long work = 0;
        if (begin < end) {
            var last = dateOf(until);
            for (var date = dateOf(from); !date.isAfter(last); date = date.plusDays(1)) {
                long[] worked = workOn(date);
                for (int pair = 0; pair < worked.length; pair += 2) {
                    work += Math.max(0, Math.min(end, worked[pair + 1]) - Math.max(begin, worked[pair]));
                }
            }
        }
        return Duration.of(work, ChronoUnit.MICROS);
    }

    /** When work ends on the n-th working day after the day of that instant: by close of business. */
    public Instant closeOfWorkingDay(Instant from, int days) {
        return instant(Arrays.stream(workOn(workingDay(from, days))).max().orElseThrow());
    }

    /** The same time of day on the next working day. */
    public Instant workingDayLater(Instant from) {
        return ZonedDateTime.of(workingDay(from, 1), from.atZone(zone).toLocalTime(), zone)
                .toInstant();
    }

    private LocalDate workingDay(Instant from, int days) {
        var date = dateOf(from);
        int left = days;
        for (int i = 0; left > 0; i++) {
            if (i == FARTHEST_DAYS) {
                throw new IllegalArgumentException(
                        "Calendar %s has no %d working days after %s".formatted(id, days, from));
            }
            date = date.plusDays(1);
            if (workOn(date).length > 0) {
                left--;
            }
        }
        return date;
    }

    /** Beginnings and ends of a day's work in order, in microseconds of the epoch. */
    private long[] workOn(LocalDate date) {
        var spans = spansOn(date);
        if (spans.isEmpty() || holidays.contains(date)) {
            return NONE;
        }
        long start = date.atStartOfDay(zone).toEpochSecond();
        long end = date.plusDays(1).atStartOfDay(zone).toEpochSecond();
        var rules = zone.getRules();
        int before = rules.getOffset(Instant.ofEpochSecond(start)).getTotalSeconds();
        int after = rules.getOffset(Instant.ofEpochSecond(end - 1)).getTotalSeconds();
        long[] work = new long[spans.size() * 4];
        int filled;
        if (before == after) {
            filled = work(work, 0, spans, date, start, end, before);
        } else {
            // The wall's clock is set on this day: before that it runs by one offset, after it by another.
            long set = rules.nextTransition(Instant.ofEpochSecond(start)).toEpochSecond();
            filled = work(work, 0, spans, date, start, set, before);
            filled = work(work, filled, spans, date, set, end, after);
        }
        return filled == work.length ? work : Arrays.copyOf(work, filled);
    }

    /** The part of the spans between two instants between which the wall's clock runs evenly. */
    private static int work(
            long[] work, int filled, List<Span> spans, LocalDate date, long since, long until, int offset) {
        long midnight = date.toEpochDay() * 86_400 - offset;
        int next = filled;
        for (Span span : spans) {
            long from = Math.max(since, midnight + span.from() * 60L);
            long to = Math.min(until, midnight + span.until() * 60L);
            if (from < to) {
                work[next++] = from * SECOND;
                work[next++] = to * SECOND;
            }
        }
        return next;
    }

    private List<Span> spansOn(LocalDate date) {
        return week.getOrDefault(date.getDayOfWeek(), Collections.emptyList());
    }

    private LocalDate dateOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static long micros(Duration duration) {
        return duration.dividedBy(ChronoUnit.MICROS.getDuration());
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
