package dev.makegood.recovery.refusal;

import dev.makegood.chassis.problem.Conflict;
import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A customer was proven to abuse a policy. It touches that customer alone, somebody answers for it, and it ends. */
@Entity
class AbuseFlag {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private String policyId;
    private UUID customerId;
    private String evidence;
    private String setById;
    private String setByName;
    private Instant setAt;
    private Instant expiresAt;
    private @Nullable String liftedById;
    private @Nullable String liftedByName;
    private @Nullable Instant liftedAt;
    private @Nullable String liftedBecause;

    protected AbuseFlag() {}

    AbuseFlag(String policyId, UUID customerId, String evidence, Instant expiresAt, Person by, Instant now) {
        this.policyId = policyId;
        this.customerId = customerId;
        this.evidence = evidence;
        this.expiresAt = expiresAt;
        this.setById = by.id();
        this.setByName = by.name();
        this.setAt = now;
    }

    /**
     * It was not abuse after all.
     *
     * @throws Conflict if it was lifted already
     */
    void lift(String because, Person by, Instant now) {
        if (liftedAt != null) {
            throw new Conflict("This flag was lifted already.");
        }
        liftedAt = now;
        liftedBecause = because;
        liftedById = by.id();
        liftedByName = by.name();
    }

    /** Whether it still touches the customer. */
    boolean stands(Instant now) {
        return liftedAt == null && now.isBefore(expiresAt);
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    String policyId() {
        return policyId;
    }

    UUID customerId() {
        return customerId;
    }

    String evidence() {
        return evidence;
    }

    Person setBy() {
        return new Person(setById, setByName);
    }

    Instant setAt() {
        return setAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    Person liftedBy() {
        return liftedById == null || liftedByName == null ? null : new Person(liftedById, liftedByName);
    }

    @Nullable
    Instant liftedAt() {
        return liftedAt;
    }

    @Nullable
    String liftedBecause() {
        return liftedBecause;
    }
}
