package dev.makegood.recovery.promise;

import dev.makegood.contract.JourneyPaused;
import dev.makegood.contract.JourneyResumed;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PauseReason;
import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** A time in which a journey's clocks stand still, for a reason that its customer sees. It ends by itself at its bound. */
@Entity
public class Pause {

    @Id
    private UUID id;

    private UUID journeyId;

    @Enumerated(EnumType.STRING)
    private PauseReason reason;

    private @Nullable String words;
    private String byId;
    private String byName;
    private Instant startedAt;
    private Instant untilAt;
    private @Nullable Instant endedAt;
    private @Nullable String endedById;
    private @Nullable String endedByName;

    protected Pause() {}

    Pause(UUID journeyId, PauseReason reason, @Nullable String words, Person by, Instant until, Instant now) {
        this.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        this.journeyId = journeyId;
        this.reason = reason;
        this.words = words;
        this.byId = by.id();
        this.byName = by.name();
        this.startedAt = now;
        this.untilAt = until;
    }

    JourneyPaused paused(JourneyState journey) {
        return new JourneyPaused(journeyId, id, reason, words, by(), untilAt, journey, startedAt);
    }

    /** The clocks go on, at its bound at the latest. */
    JourneyResumed end(@Nullable Person by, JourneyState journey, Instant now) {
        endedAt = now.isAfter(untilAt) ? untilAt : now;
        endedById = by == null ? null : by.id();
        endedByName = by == null ? null : by.name();
        return new JourneyResumed(journeyId, id, by, journey, now);
    }

    Stop stop() {
        return new Stop(startedAt, endedAt == null ? untilAt : endedAt);
    }

    public UUID id() {
        return id;
    }

    public PauseReason reason() {
        return reason;
    }

    /** For the customer. */
    public @Nullable String words() {
        return words;
    }

    UUID journeyId() {
        return journeyId;
    }

    public Person by() {
        return new Person(byId, byName);
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant untilAt() {
        return untilAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    /** Who ended it; nobody did if it ended by itself, or has not ended. */
    public @Nullable Person endedBy() {
        return endedById == null || endedByName == null ? null : new Person(endedById, endedByName);
    }
}
