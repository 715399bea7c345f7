package dev.makegood.recovery.leg;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegAccepted;
import dev.makegood.contract.LegCompleted;
import dev.makegood.contract.LegDeclined;
import dev.makegood.contract.LegRequested;
import dev.makegood.recovery.journey.IllegalStep;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A piece of work that a party walks, inside a journey, on a clock of its own. Who owns the journey does not change. */
@Entity
class Leg {

    /** Where a leg stands. */
    enum State {
        REQUESTED,
        ACCEPTED,
        DECLINED,
        COMPLETED
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private UUID journeyId;
    private String partyId;
    private String partyName;
    private String work;

    @JdbcTypeCode(SqlTypes.JSON)
    private Packet packet;

    private Instant dueAt;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant requestedAt;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant endedAt;
    private @Nullable String answer;

    protected Leg() {}

    /**
     * A leg that this party is asked to walk.
     *
     * @throws PacketIncomplete if the packet lacks what the party needs
     */
    Leg(UUID journeyId, Party party, String work, Packet packet, Instant dueAt, Instant now) {
        var missing = packet.missing(party.requires());
        if (!missing.isEmpty()) {
            throw new PacketIncomplete(missing);
        }
        this.journeyId = journeyId;
        this.partyId = party.id();
        this.partyName = party.name();
        this.work = work;
        this.packet = packet;
        this.dueAt = dueAt;
        this.requestedAt = now;
        this.state = State.REQUESTED;
    }

    LegRequested requested(JourneyState journey) {
        return new LegRequested(journeyId, id, party(), work, dueAt, journey, requestedAt);
    }

    LegAccepted accept(JourneyState journey, Instant now) {
        require(State.REQUESTED);
        state = State.ACCEPTED;
        acceptedAt = now;
        return new LegAccepted(journeyId, id, party(), journey, now);
    }

    /** The party will not, or cannot; the work is the owner's again. */
    LegDeclined decline(String reason, JourneyState journey, Instant now) {
        require(State.REQUESTED, State.ACCEPTED);
        state = State.DECLINED;
        answer = reason;
        endedAt = now;
        return new LegDeclined(journeyId, id, party(), reason, journey, now);
    }

    LegCompleted complete(String outcome, JourneyState journey, Instant now) {
        require(State.ACCEPTED);
        state = State.COMPLETED;
        answer = outcome;
        endedAt = now;
        return new LegCompleted(journeyId, id, party(), outcome, journey, now);
    }

    private void require(State... states) {
        if (!List.of(states).contains(state)) {
            throw new IllegalStep("leg", state, steps());
        }
    }

    /** What the party can do now. */
    List<String> steps() {
        return switch (state) {
            case REQUESTED -> List.of("ACCEPT", "DECLINE");
            case ACCEPTED -> List.of("COMPLETE", "DECLINE");
            case DECLINED, COMPLETED -> List.of();
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

    dev.makegood.contract.Party party() {
        return new dev.makegood.contract.Party(partyId, partyName);
    }

    String work() {
        return work;
    }

    Packet packet() {
        return packet;
    }

    Instant dueAt() {
        return dueAt;
    }

    State state() {
        return state;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    @Nullable
    Instant acceptedAt() {
        return acceptedAt;
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
