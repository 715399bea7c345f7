package dev.makegood.recovery.note;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Something that a colleague wrote for colleagues. */
@Entity
class Note {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private UUID journeyId;
    private String byId;
    private String byName;
    private String words;
    private Instant writtenAt;
    private @Nullable Instant editedAt;

    protected Note() {}

    Note(UUID journeyId, Person by, String words, Instant now) {
        this.journeyId = journeyId;
        this.byId = by.id();
        this.byName = by.name();
        this.words = words;
        this.writtenAt = now;
    }

    /** Its author says it differently; what it said before is kept. */
    NoteBefore edit(String words, Instant now) {
        var before = new NoteBefore(id, version, this.words, now);
        this.words = words;
        this.editedAt = now;
        return before;
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    UUID journeyId() {
        return journeyId;
    }

    Person by() {
        return new Person(byId, byName);
    }

    String words() {
        return words;
    }

    Instant writtenAt() {
        return writtenAt;
    }

    @Nullable
    Instant editedAt() {
        return editedAt;
    }
}
