package dev.makegood.recovery.calendar;

import dev.makegood.chassis.problem.NotFound;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.FlushModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every calendar in every version. What was read once is kept, since a version never changes. */
@ApplicationScoped
public class Calendars implements PanacheRepositoryBase<CalendarVersion, CalendarVersion.Key> {

    /** Day and night, every day. */
    public static final String ALWAYS = "always";

    private final Map<CalendarVersion.Key, WorkingCalendar> known = new ConcurrentHashMap<>();

    /** A calendar as it is now; empty if there is none of this id. */
    public Optional<WorkingCalendar> latest(String id) {
        return version(id).map(version -> require(id, version));
    }

    /**
     * A calendar as it was in this version.
     *
     * @throws NotFound if there is no such version
     */
    public WorkingCalendar require(String id, int version) {
        var key = new CalendarVersion.Key(id, version);
        var calendar = known.get(key);
        if (calendar == null) {
            calendar = findByIdOptional(key).orElseThrow(NotFound::new).calendar();
            known.put(key, calendar);
        }
        return calendar;
    }

    /** The number of its latest version; empty if there is no such calendar. */
    Optional<Integer> version(String id) {
        return Optional.ofNullable(getEntityManager()
                .createQuery("select max(key.version) from CalendarVersion where key.id = :id", Integer.class)
                .setParameter("id", id)
                // Who opens many journeys in one transaction has them written together at its end.
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult());
    }

    /** The latest version of each, by id. */
    List<CalendarVersion> all() {
        return list("""
                from CalendarVersion calendar where key.version =
                    (select max(other.key.version) from CalendarVersion other where other.key.id = calendar.key.id)
                order by key.id
                """);
    }
}
