package dev.makegood.recovery.transfer;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.TransferDeclined;
import dev.makegood.contract.TransferExpired;
import dev.makegood.contract.TransferOffered;
import dev.makegood.contract.TransferWithdrawn;
import dev.makegood.recovery.journey.IllegalStep;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A change of owner that was offered to someone, who answers or lets it lapse. */
@Entity
class Transfer {

    /** What became of the offer. */
    enum State {
        OFFERED,
        ACCEPTED,
        DECLINED,
        WITHDRAWN,
        EXPIRED
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private UUID journeyId;
    private String fromId;
    private String fromName;
    private String toId;
    private String toName;
    private String reason;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant offeredAt;
    private Instant expiresAt;
    private @Nullable Instant endedAt;
    private @Nullable String answer;

    protected Transfer() {}

    Transfer(UUID journeyId, Person from, Person to, String reason, Instant expiresAt, Instant now) {
        this.journeyId = journeyId;
        this.fromId = from.id();
        this.fromName = from.name();
        this.toId = to.id();
        this.toName = to.name();
        this.reason = reason;
        this.state = State.OFFERED;
        this.offeredAt = now;
        this.expiresAt = expiresAt;
    }

    TransferOffered offered(JourneyState journey) {
        return new TransferOffered(journeyId, id, from(), to(), reason, expiresAt, journey, offeredAt);
    }

    /** They take it. That it is theirs is told by the journey. */
    void accept(Instant now) {
        end(State.ACCEPTED, null, now);
    }

    TransferDeclined decline(Person by, String reason, JourneyState journey, Instant now) {
        end(State.DECLINED, reason, now);
        return new TransferDeclined(journeyId, id, by, reason, journey, now);
    }

    TransferWithdrawn withdraw(Person by, JourneyState journey, Instant now) {
        end(State.WITHDRAWN, null, now);
        return new TransferWithdrawn(journeyId, id, by, journey, now);
    }

    TransferExpired expire(JourneyState journey, Instant now) {
        end(State.EXPIRED, null, now);
        return new TransferExpired(journeyId, id, journey, now);
    }

    private void end(State how, @Nullable String words, Instant now) {
        // The sweep may come later than the moment at which an offer lapses.
        if (state != State.OFFERED || (how != State.EXPIRED && now.isAfter(expiresAt))) {
            throw new IllegalStep("transfer", state == State.OFFERED ? State.EXPIRED : state, List.of());
        }
        state = how;
        answer = words;
        endedAt = now;
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

    Person from() {
        return new Person(fromId, fromName);
    }

    Person to() {
        return new Person(toId, toName);
    }

    String reason() {
        return reason;
    }

    State state() {
        return state;
    }

    Instant offeredAt() {
        return offeredAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    @Nullable
    String answer() {
        return answer;
    }
}
