package dev.makegood.complaint.consent;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Somebody speaks for a customer about one complaint, with their consent. Without it nothing is told to anybody. */
@Entity
public class Representation {

    /** Why it is over. */
    public enum Ended {
        REVOKED,
        REPLACED,
        EXPIRED,
        ERASED
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID complaintId;
    private UUID representativeId;

    @Enumerated(EnumType.STRING)
    private Consent.Given given;

    private String evidence;
    private @Nullable Instant until;
    private Instant recordedAt;
    private String byId;
    private String byName;
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Ended ended;

    protected Representation() {}

    Representation(UUID complaint, UUID representative, Consent consent, Person by, Instant now) {
        this.complaintId = complaint;
        this.representativeId = representative;
        this.given = consent.given();
        this.evidence = consent.evidence();
        this.until = consent.until();
        this.recordedAt = now;
        this.byId = by.id();
        this.byName = by.name();
    }

    void end(Ended why, Instant now) {
        ended = why;
        endedAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID complaint() {
        return complaintId;
    }

    public UUID representative() {
        return representativeId;
    }

    public Consent consent() {
        return new Consent(given, evidence, until);
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    public Person by() {
        return new Person(byId, byName);
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    public @Nullable Ended ended() {
        return ended;
    }
}
