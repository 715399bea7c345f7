package dev.makegood.recovery.refusal;

import dev.makegood.contract.Person;
import dev.makegood.contract.RefusalRecorded;
import dev.makegood.recovery.journey.Journey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A no that a customer was told: by which policy, why, and how they can go on from there. */
@Entity
@Immutable
@Table(name = "refusal")
class RecordedRefusal {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID journeyId;
    private UUID customerId;
    private String policyId;
    private int policyVersion;
    private String policyTitle;
    private String reason;
    private String escalation;
    private @Nullable String statutory;
    private String byId;
    private String byName;
    private Instant at;

    protected RecordedRefusal() {}

    RecordedRefusal(Journey journey, Policy policy, Policy.Wording wording, String reason, Person by, Instant now) {
        this.journeyId = journey.id();
        this.customerId = journey.customerId();
        this.policyId = policy.id();
        this.policyVersion = policy.version();
        this.policyTitle = wording.title();
        this.reason = reason;
        this.escalation = wording.escalation();
        this.statutory = wording.statutory();
        this.byId = by.id();
        this.byName = by.name();
        this.at = now;
    }

    RefusalRecorded recorded(Journey journey) {
        return new RefusalRecorded(
                journeyId,
                id,
                policyId,
                policyTitle,
                reason,
                escalation,
                statutory,
                by(),
                journey.lifetimeValue(),
                journey.state(),
                at);
    }

    UUID id() {
        return id;
    }

    UUID journeyId() {
        return journeyId;
    }

    UUID customerId() {
        return customerId;
    }

    String policyId() {
        return policyId;
    }

    int policyVersion() {
        return policyVersion;
    }

    String policyTitle() {
        return policyTitle;
    }

    String reason() {
        return reason;
    }

    String escalation() {
        return escalation;
    }

    @Nullable
    String statutory() {
        return statutory;
    }

    Person by() {
        return new Person(byId, byName);
    }

    Instant at() {
        return at;
    }
}
