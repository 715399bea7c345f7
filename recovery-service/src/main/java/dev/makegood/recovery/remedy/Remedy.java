package dev.makegood.recovery.remedy;

import dev.makegood.contract.GestureGranted;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.contract.RemedyAnswered;
import dev.makegood.contract.RemedyDelivered;
import dev.makegood.contract.RemedyKind;
import dev.makegood.contract.RemedyOffered;
import dev.makegood.contract.RemedyWithdrawn;
import dev.makegood.recovery.journey.IllegalStep;
import dev.makegood.recovery.journey.Journey;
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

/** What puts it right: offered, taken or not, and delivered. */
@Entity
class Remedy {

    /** Where a remedy stands. */
    enum State {
        OFFERED,
        ACCEPTED,
        DECLINED,
        WITHDRAWN,
        DELIVERED
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private UUID journeyId;

    @Enumerated(EnumType.STRING)
    private RemedyKind kind;

    private String description;
    private @Nullable BigDecimal amount;
    private @Nullable String currency;

    @Enumerated(EnumType.STRING)
    private State state;

    private String offeredById;
    private String offeredByName;
    private Instant offeredAt;
    private @Nullable Instant answeredAt;
    private @Nullable Instant deliveredAt;
    private @Nullable String proof;
    private @Nullable Instant withdrawnAt;
    private @Nullable String withdrawnBecause;

    protected Remedy() {}

    Remedy(UUID journeyId, RemedyKind kind, String description, @Nullable Money value, Person by, Instant now) {
        this.journeyId = journeyId;
        this.kind = kind;
        this.description = description;
        this.amount = value == null ? null : value.amount();
        this.currency = value == null ? null : value.currency();
        this.offeredById = by.id();
        this.offeredByName = by.name();
        this.offeredAt = now;
        this.state = State.OFFERED;
    }

    private RemedyOffered offered(JourneyState journey) {
        return new RemedyOffered(journeyId, id, kind, description, value(), offeredBy(), journey, offeredAt);
    }

    /** It is offered, and what it costs is paid from this person's wallet. */
    List<JourneyEvent> given(Person walletOf, Journey journey) {
        var value = value();
        return value == null || value.amount().signum() == 0
                ? List.of(offered(journey.state()))
                : List.of(
                        offered(journey.state()),
                        new GestureGranted(
                                journeyId,
                                id,
                                walletOf,
                                walletOf,
                                value,
                                journey.lifetimeValue(),
                                journey.state(),
                                offeredAt));
    }

    /** The customer takes it, or does not. */
    RemedyAnswered answer(boolean accepted, JourneyState journey, Instant now) {
        require(State.OFFERED);
        state = accepted ? State.ACCEPTED : State.DECLINED;
        answeredAt = now;
        return new RemedyAnswered(journeyId, id, accepted, journey, now);
    }

    /** It is offered no longer; what the customer has taken stands. */
    RemedyWithdrawn withdraw(Person by, String reason, JourneyState journey, Instant now) {
        require(State.OFFERED);
        state = State.WITHDRAWN;
        withdrawnAt = now;
        withdrawnBecause = reason;
        return new RemedyWithdrawn(journeyId, id, kind, description, by, reason, journey, now);
    }

    /** The customer has it. */
    RemedyDelivered deliver(String proof, JourneyState journey, Instant now) {
        require(State.ACCEPTED);
        state = State.DELIVERED;
        deliveredAt = now;
        this.proof = proof;
        return new RemedyDelivered(journeyId, id, kind, description, journey, now);
    }

    private void require(State needed) {
        if (state != needed) {
            throw new IllegalStep("remedy", state, steps());
        }
    }

    /** What can be done with it now. */
    List<String> steps() {
        return switch (state) {
            case OFFERED -> List.of("ANSWER", "WITHDRAW");
            case ACCEPTED -> List.of("DELIVER");
            case DECLINED, WITHDRAWN, DELIVERED -> List.of();
        };
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

    RemedyKind kind() {
        return kind;
    }

    String description() {
        return description;
    }

    @Nullable
    Money value() {
        return amount == null || currency == null
                ? null
                : new Money(amount.setScale(Currency.getInstance(currency).getDefaultFractionDigits()), currency);
    }

    State state() {
        return state;
    }

    Person offeredBy() {
        return new Person(offeredById, offeredByName);
    }

    Instant offeredAt() {
        return offeredAt;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    @Nullable
    Instant deliveredAt() {
        return deliveredAt;
    }

    @Nullable
    String proof() {
        return proof;
    }

    @Nullable
    Instant withdrawnAt() {
        return withdrawnAt;
    }

    @Nullable
    String withdrawnBecause() {
        return withdrawnBecause;
    }
}
