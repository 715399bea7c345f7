package dev.makegood.complaint.likeness;

import dev.makegood.complaint.customer.Customer;
import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Two customers who were found to be one person. It stands until somebody finds that they are two after all. */
@Entity
@Table(name = "customer_merge")
class Merge {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID survivorId;
    private UUID absorbedId;
    private String reason;

    /** As JSON: what the absorbed one gave, to be taken back. */
    @ColumnTransformer(write = "?::jsonb")
    private String given;

    private int complaints;
    private String byId;
    private String byName;
    private Instant mergedAt;
    private @Nullable Instant undoneAt;
    private @Nullable String undoneReason;
    private @Nullable String undoneById;
    private @Nullable String undoneByName;

    protected Merge() {}

    Merge(Customer survivor, Customer absorbed, String reason, String given, int complaints, Person by, Instant now) {
        this.survivorId = survivor.id();
        this.absorbedId = absorbed.id();
        this.reason = reason;
        this.given = given;
        this.complaints = complaints;
        this.byId = by.id();
        this.byName = by.name();
        this.mergedAt = now;
    }

    /**
     * They are two after all.
     *
     * @throws AlreadyUndone if somebody found so before
     */
    void undo(String why, Person by, Instant now) {
        if (undoneAt != null) {
            throw new AlreadyUndone();
        }
        undoneAt = now;
        undoneReason = why;
        undoneById = by.id();
        undoneByName = by.name();
    }

    UUID id() {
        return id;
    }

    UUID survivorId() {
        return survivorId;
    }

    UUID absorbedId() {
        return absorbedId;
    }

    String reason() {
        return reason;
    }

    String given() {
        return given;
    }

    int complaints() {
        return complaints;
    }

    Person by() {
        return new Person(byId, byName);
    }

    Instant mergedAt() {
        return mergedAt;
    }

    @Nullable
    Instant undoneAt() {
        return undoneAt;
    }

    @Nullable
    String undoneReason() {
        return undoneReason;
    }

    @Nullable
    Person undoneBy() {
        return undoneById == null || undoneByName == null ? null : new Person(undoneById, undoneByName);
    }
}
