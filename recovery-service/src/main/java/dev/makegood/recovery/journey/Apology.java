package dev.makegood.recovery.journey;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** A personal apology, by a named person, in their own words. */
@Entity
class Apology {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID journeyId;
    private String byId;
    private String byName;
    private String words;
    private Instant madeAt;

    protected Apology() {}

    Apology(UUID journeyId, Person by, String words, Instant now) {
        this.journeyId = journeyId;
        this.byId = by.id();
        this.byName = by.name();
        this.words = words;
        this.madeAt = now;
    }

    UUID id() {
        return id;
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

    Instant madeAt() {
        return madeAt;
    }
}
