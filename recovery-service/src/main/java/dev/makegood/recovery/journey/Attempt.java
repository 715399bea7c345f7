package dev.makegood.recovery.journey;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Someone tried to reach the customer, and how. */
@Entity
class Attempt {

    /** How the customer was tried. */
    public enum Channel {
        PHONE,
        SMS,
        EMAIL,
        LETTER,
        IN_PERSON
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID journeyId;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private String byId;
    private String byName;
    private @Nullable String words;
    private boolean reached;
    private Instant madeAt;

    protected Attempt() {}

    Attempt(UUID journeyId, Channel channel, Person by, @Nullable String words, boolean reached, Instant now) {
        this.journeyId = journeyId;
        this.channel = channel;
        this.byId = by.id();
        this.byName = by.name();
        this.words = words;
        this.reached = reached;
        this.madeAt = now;
    }

    UUID id() {
        return id;
    }

    UUID journeyId() {
        return journeyId;
    }

    Channel channel() {
        return channel;
    }

    Person by() {
        return new Person(byId, byName);
    }

    @Nullable
    String words() {
        return words;
    }

    /** Whether they spoke to them. */
    boolean reached() {
        return reached;
    }

    Instant madeAt() {
        return madeAt;
    }
}
