package dev.makegood.recovery.calendar;

import dev.makegood.contract.Person;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A calendar as it was stated once. It never changes: a change is another version. */
@Entity
@Immutable
@Table(name = "calendar")
class CalendarVersion {

    /** Which calendar, and which of its versions, counted from 1. */
    @Embeddable
    record Key(String id, int version) {}

    @EmbeddedId
    private Key key;

    private String name;
    private String zone;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, List<String>> week;

    private @Nullable String region;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> seeded;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> added;

    // As text[], like every other list of texts: Hibernate has one type for List<String>, and whichever entity is read
    // first decides.
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> removed;

    private @Nullable String madeById;
    private @Nullable String madeByName;
    private Instant madeAt;

    protected CalendarVersion() {}

    CalendarVersion(
            Key key,
            String name,
            ZoneId zone,
            Map<DayOfWeek, List<Span>> week,
            @Nullable String region,
            Map<LocalDate, String> seeded,
            Map<LocalDate, String> added,
            Set<LocalDate> removed,
            Person by,
            Instant now) {
        this.key = key;
        this.name = name;
        this.zone = zone.getId();
        this.week = new TreeMap<>();
        week.forEach((day, spans) -> this.week.put(
                day.name(),
                spans.stream()
                        .sorted(Comparator.comparing(Span::from))
                        .map(Span::toString)
                        .toList()));
        this.region = region;
        this.seeded = text(seeded);
        this.added = text(added);
        this.removed =
                removed.stream().map(LocalDate::toString).sorted().collect(Collectors.toCollection(ArrayList::new));
        this.madeById = by.id();
        this.madeByName = by.name();
        this.madeAt = now;
    }

    private static Map<String, String> text(Map<LocalDate, String> dates) {
        Map<String, String> text = new TreeMap<>();
        dates.forEach((date, name) -> text.put(date.toString(), name));
        return text;
    }

    /** What is reckoned with. */
    WorkingCalendar calendar() {
        Set<LocalDate> closed = new HashSet<>();
        holidays().keySet().forEach(date -> closed.add(LocalDate.parse(date)));
        return new WorkingCalendar(id(), version(), ZoneId.of(zone), week(), closed);
    }

    /** The days on which nobody works, by date: the region's and those that were added, but for those that were removed. */
    Map<String, String> holidays() {
        Map<String, String> holidays = new TreeMap<>(seeded);
        holidays.putAll(added);
        removed.forEach(holidays::remove);
        return holidays;
    }

    Map<DayOfWeek, List<Span>> week() {
        Map<DayOfWeek, List<Span>> spans = new TreeMap<>();
        week.forEach((day, texts) ->
                spans.put(DayOfWeek.valueOf(day), texts.stream().map(Span::of).toList()));
        return spans;
    }

    String id() {
        return key.id();
    }

    int version() {
        return key.version();
    }

    String name() {
        return name;
    }

    String zone() {
        return zone;
    }

    @Nullable
    String region() {
        return region;
    }

    Map<String, String> added() {
        return new TreeMap<>(added);
    }

    List<String> removed() {
        return List.copyOf(removed);
    }

    @Nullable
    Person madeBy() {
        return madeById == null || madeByName == null ? null : new Person(madeById, madeByName);
    }

    Instant madeAt() {
        return madeAt;
    }
}
