package dev.makegood.complaint.duplicate;

import dev.makegood.complaint.intake.Complaint;
import dev.makegood.contract.ComplaintsMerged;
import dev.makegood.contract.ComplaintsUnmerged;
import dev.makegood.contract.Person;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** That one complaint answers another from now on: said by somebody, for a reason, until it is undone. */
@Entity(name = "ComplaintMerge")
@Table(name = "complaint_merge")
class Merge {

    @Id
    private UUID id;

    @Column(updatable = false)
    private UUID survivorId;

    @Column(updatable = false)
    private UUID absorbedId;

    private String reason;

    @Column(updatable = false)
    private boolean acrossCustomers;

    @Column(updatable = false)
    private Instant at;

    private String byId;
    private String byName;
    private @Nullable Instant undoneAt;
    private @Nullable String undoneReason;
    private @Nullable String undoneById;
    private @Nullable String undoneByName;

    protected Merge() {}

    Merge(Complaint survivor, Complaint absorbed, boolean acrossCustomers, String reason, Person by, Instant now) {
        this.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        this.survivorId = survivor.id();
        this.absorbedId = absorbed.id();
        this.acrossCustomers = acrossCustomers;
        this.reason = reason;
        this.byId = by.id();
        this.byName = by.name();
        this.at = now;
    }

    ComplaintsMerged merged(Complaint survivor) {
        return new ComplaintsMerged(absorbedId, survivorId, survivor.reference(), by(), reason, at);
    }

    /**
     * They are two things after all.
     *
     * @throws MergeUndone if that was said before
     */
    ComplaintsUnmerged undo(String why, Person person, Instant now) {
        if (undoneAt != null) {
            throw new MergeUndone();
        }
        undoneAt = now;
        undoneReason = why;
        undoneById = person.id();
        undoneByName = person.name();
        return new ComplaintsUnmerged(absorbedId, survivorId, person, why, now);
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

    boolean acrossCustomers() {
        return acrossCustomers;
    }

    String reason() {
        return reason;
    }

    Instant at() {
        return at;
    }

    Person by() {
        return new Person(byId, byName);
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
        return undoneById == null ? null : new Person(undoneById, String.valueOf(undoneByName));
    }
}
