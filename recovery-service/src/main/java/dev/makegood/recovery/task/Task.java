package dev.makegood.recovery.task;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Something that a person has to do about a journey. What is the owner's moves with the journey. */
@Entity
public class Task {

    /** What has to be done. */
    public enum Kind {
        /** Apologise in person: a right was broken. Nothing does it for them. */
        APOLOGISE,
        /** Call the customer. */
        CALL,
        /** Answer someone. */
        RESPOND,
        /** Read what the customer wrote. */
        READ,
        /** Say which of the things that were asked is answered by what the customer wrote. */
        MARK,
        /** Look at a policy again. */
        REVIEW,
        /** Know of it: a promise is at risk or broken, a customer came back. */
        LOOK
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private UUID journeyId;
    private String personId;
    private String personName;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String what;
    private Instant dueAt;
    private Instant madeAt;
    private @Nullable Instant doneAt;

    protected Task() {}

    public Task(UUID journeyId, Person person, Kind kind, String what, Instant dueAt, Instant now) {
        this.journeyId = journeyId;
        this.personId = person.id();
        this.personName = person.name();
        this.kind = kind;
        this.what = what;
        this.dueAt = dueAt;
        this.madeAt = now;
    }

    void done(Instant now) {
        if (doneAt == null) {
            doneAt = now;
        }
    }

    public UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    UUID journeyId() {
        return journeyId;
    }

    Person person() {
        return new Person(personId, personName);
    }

    Kind kind() {
        return kind;
    }

    String what() {
        return what;
    }

    Instant dueAt() {
        return dueAt;
    }

    Instant madeAt() {
        return madeAt;
    }

    @Nullable
    Instant doneAt() {
        return doneAt;
    }
}
