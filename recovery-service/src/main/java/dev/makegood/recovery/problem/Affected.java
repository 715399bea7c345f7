package dev.makegood.recovery.problem;

import dev.makegood.contract.Language;
import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Someone who was hit by a problem and never complained. */
@Entity
@Table(name = "problem_affected")
class Affected {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID problemId;
    private @Nullable UUID customerId;
    private @Nullable String name;

    @Enumerated(EnumType.STRING)
    private Language language;

    private @Nullable String email;
    private Instant addedAt;
    private @Nullable Instant contactedAt;
    private @Nullable String contactedById;
    private @Nullable String contactedByName;

    protected Affected() {}

    /** They were told; who did it first stays. */
    void contacted(Person by, Instant now) {
        if (contactedAt == null) {
            contactedAt = now;
            contactedById = by.id();
            contactedByName = by.name();
        }
    }

    UUID id() {
        return id;
    }

    UUID problemId() {
        return problemId;
    }

    @Nullable
    UUID customerId() {
        return customerId;
    }

    @Nullable
    String name() {
        return name;
    }

    Language language() {
        return language;
    }

    @Nullable
    String email() {
        return email;
    }

    Instant addedAt() {
        return addedAt;
    }

    @Nullable
    Instant contactedAt() {
        return contactedAt;
    }

    @Nullable
    Person contactedBy() {
        return contactedById == null || contactedByName == null ? null : new Person(contactedById, contactedByName);
    }
}
