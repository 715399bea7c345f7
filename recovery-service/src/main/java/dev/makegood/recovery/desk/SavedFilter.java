package dev.makegood.recovery.desk;

import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.JourneyFilter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Which journeys somebody, or a team, looks at again and again, by a name. */
@Entity
class SavedFilter {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private String byId;
    private String byName;
    private @Nullable String team;
    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private JourneyFilter filter;

    private Instant savedAt;

    protected SavedFilter() {}

    SavedFilter(Person by, @Nullable String team, String name, JourneyFilter filter, Instant now) {
        this.byId = by.id();
        this.byName = by.name();
        become(team, name, filter, now);
    }

    final void become(@Nullable String team, String name, JourneyFilter filter, Instant now) {
        this.team = team;
        this.name = name;
        this.filter = filter;
        this.savedAt = now;
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    Person by() {
        return new Person(byId, byName);
    }

    /** With whom it is shared; nobody, if it is personal. */
    @Nullable
    String team() {
        return team;
    }

    String name() {
        return name;
    }

    JourneyFilter filter() {
        return filter;
    }

    Instant savedAt() {
        return savedAt;
    }
}
