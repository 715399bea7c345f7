package dev.makegood.recovery.refusal;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** What came of looking at a policy. */
@Entity
class PolicyReview {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String policyId;
    private String outcome;
    private int refused;
    private int abuses;
    private String byId;
    private String byName;
    private Instant at;

    protected PolicyReview() {}

    PolicyReview(String policyId, String outcome, HarmToAbuse scales, Person by, Instant now) {
        this.policyId = policyId;
        this.outcome = outcome;
        this.refused = scales.refused();
        this.abuses = scales.abuses();
        this.byId = by.id();
        this.byName = by.name();
        this.at = now;
    }

    UUID id() {
        return id;
    }

    String policyId() {
        return policyId;
    }

    String outcome() {
        return outcome;
    }

    int refused() {
        return refused;
    }

    int abuses() {
        return abuses;
    }

    Person by() {
        return new Person(byId, byName);
    }

    Instant at() {
        return at;
    }
}
