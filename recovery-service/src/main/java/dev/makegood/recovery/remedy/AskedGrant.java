package dev.makegood.recovery.remedy;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegAccepted;
import dev.makegood.contract.LegCompleted;
import dev.makegood.contract.LegDeclined;
import dev.makegood.contract.LegRequested;
import dev.makegood.contract.LegWithdrawn;
import dev.makegood.contract.Money;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.contract.RemedyKind;
import dev.makegood.recovery.journey.IllegalStep;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A colleague with a larger wallet is asked to grant something from it: a leg that a person holds. The owner stays the owner. */
@Entity
class AskedGrant {

    /** Where it stands. */
    enum State {
        ASKED,
        GRANTED,
        DECLINED,
        WITHDRAWN
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private UUID journeyId;
    private String toId;
    private String toName;
    private String askedById;
    private String askedByName;

    @Enumerated(EnumType.STRING)
    private RemedyKind kind;

    private String description;
    private BigDecimal amount;
    private String currency;
    private Instant askedAt;
    private Instant dueAt;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable Instant endedAt;
    private @Nullable String answer;
    private @Nullable UUID remedyId;

    protected AskedGrant() {}

    AskedGrant(
            UUID journeyId,
            Person to,
            RemedyKind kind,
            String description,
            Money value,
            Person by,
            Instant dueAt,
            Instant now) {
        this.journeyId = journeyId;
        this.toId = to.id();
        this.toName = to.name();
        this.kind = kind;
        this.description = description;
        this.amount = value.amount();
        this.currency = value.currency();
        this.askedById = by.id();
        this.askedByName = by.name();
        this.dueAt = dueAt;
        this.askedAt = now;
        this.state = State.ASKED;
    }

    LegRequested asked(JourneyState journey) {
        return new LegRequested(journeyId, id, party(), description, dueAt, journey, askedAt);
    }

    /** The colleague takes it; what they grant is this remedy, offered by whoever asked. */
    LegAccepted grant(Remedy remedy, JourneyState journey, Instant now) {
        end(State.GRANTED, remedy.description(), now);
        remedyId = remedy.id();
        return new LegAccepted(journeyId, id, party(), journey, now);
    }

    LegCompleted granted(JourneyState journey, Instant now) {
        return new LegCompleted(journeyId, id, party(), description, journey, now);
    }

    /** The colleague does not; it is the owner's again. */
    LegDeclined decline(String reason, JourneyState journey, Instant now) {
        end(State.DECLINED, reason, now);
        return new LegDeclined(journeyId, id, party(), reason, journey, now);
    }

    /** The owner no longer needs it. */
    LegWithdrawn withdraw(Person by, String reason, JourneyState journey, Instant now) {
        end(State.WITHDRAWN, reason, now);
        return new LegWithdrawn(journeyId, id, party(), by, reason, journey, now);
    }

    private void end(State how, String answer, Instant now) {
        if (state != State.ASKED) {
            throw new IllegalStep("grant", state, steps());
        }
        this.state = how;
        this.answer = answer;
        this.endedAt = now;
    }

    /** What can be done with it now: by the colleague, and the last by the owner. */
    List<String> steps() {
        return switch (state) {
            case ASKED -> List.of("GRANT", "DECLINE", "WITHDRAW");
            case GRANTED, DECLINED, WITHDRAWN -> List.of();
        };
    }

    private Party party() {
        return new Party("agent:" + toId, toName);
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    UUID journeyId() {
        return journeyId;
    }

    Person to() {
        return new Person(toId, toName);
    }

    Person askedBy() {
        return new Person(askedById, askedByName);
    }

    RemedyKind kind() {
        return kind;
    }

    String description() {
        return description;
    }

    Money value() {
        return new Money(amount.setScale(Currency.getInstance(currency).getDefaultFractionDigits()), currency);
    }

    Instant askedAt() {
        return askedAt;
    }

    Instant dueAt() {
        return dueAt;
    }

    State state() {
        return state;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    @Nullable
    String answer() {
        return answer;
    }

    @Nullable
    UUID remedyId() {
        return remedyId;
    }
}
