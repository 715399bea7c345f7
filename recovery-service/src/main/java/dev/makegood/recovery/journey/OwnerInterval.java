package dev.makegood.recovery.journey;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Who owned a journey, from when until when; without an end if they own it still. */
@Entity
class OwnerInterval {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID journeyId;
    private String ownerId;
    private String ownerName;
    private Instant fromAt;
    private @Nullable Instant untilAt;
    private String reason;
    private @Nullable String standsInFor;

    protected OwnerInterval() {}

    OwnerInterval(UUID journeyId, Person owner, Instant fromAt, String reason, @Nullable Person standsInFor) {
        this.journeyId = journeyId;
        this.ownerId = owner.id();
        this.ownerName = owner.name();
        this.fromAt = fromAt;
        this.reason = reason;
        this.standsInFor = standsInFor == null ? null : standsInFor.name();
    }

    /** It is another's from this instant on. */
    void end(Instant at) {
        untilAt = at;
    }

    UUID journeyId() {
        return journeyId;
    }

    Person owner() {
        return new Person(ownerId, ownerName);
    }

    Instant fromAt() {
        return fromAt;
    }

    @Nullable
    Instant untilAt() {
        return untilAt;
    }

    String reason() {
        return reason;
    }

    /** Whose deputy the owner was. */
    @Nullable
    String standsInFor() {
        return standsInFor;
    }
}
