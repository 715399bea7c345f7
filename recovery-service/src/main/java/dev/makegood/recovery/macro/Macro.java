package dev.makegood.recovery.macro;

import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.MoveRequest;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Several moves with their texts, by a name. */
@Entity
class Macro {

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
    private List<MoveRequest> steps;

    private Instant savedAt;

    protected Macro() {}

    Macro(Person by, @Nullable String team, String name, List<MoveRequest> steps, Instant now) {
        this.byId = by.id();
        this.byName = by.name();
        become(team, name, steps, now);
    }

    final void become(@Nullable String team, String name, List<MoveRequest> steps, Instant now) {
        this.team = team;
        this.name = name;
        this.steps = List.copyOf(steps);
        this.savedAt = now;
    }

    /** Its steps as they would be made now, with these put into their texts. */
    List<MoveRequest> filled(Map<String, String> values) {
        return steps.stream()
                .map(step -> new MoveRequest(
                        step.move(),
                        fill(step.words(), values),
                        step.to(),
                        fill(step.reason(), values),
                        step.channel(),
                        step.cause(),
                        step.subCause(),
                        fill(step.evidence(), values)))
                .toList();
    }

    private static @Nullable String fill(@Nullable String text, Map<String, String> values) {
        return text == null ? null : MacroText.fill(text, values);
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

    List<MoveRequest> steps() {
        return List.copyOf(steps);
    }

    Instant savedAt() {
        return savedAt;
    }
}
