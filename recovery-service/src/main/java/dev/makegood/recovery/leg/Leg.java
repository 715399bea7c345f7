package dev.makegood.recovery.leg;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegAccepted;
import dev.makegood.contract.LegCompleted;
import dev.makegood.contract.LegDeclined;
import dev.makegood.contract.LegReopened;
import dev.makegood.contract.LegRequested;
import dev.makegood.contract.LegWithdrawn;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.IllegalStep;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A piece of work that a party walks, inside a journey, on a clock of its own. Who owns the journey does not change. */
@Entity
public class Leg {

    /** Where a leg stands. */
    public enum State {
        REQUESTED,
        ACCEPTED,
        DECLINED,
        COMPLETED,
        WITHDRAWN
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

    @JdbcTypeCode(SqlTypes.JSON)
    private List<LegEvidence> evidence = new ArrayList<>();

    private int round = 1;
    private int bounces;
    private @Nullable UUID servesPromise;

    protected Leg() {}

    /**
     * A leg that this party is asked to walk.
     *
     * @param required the facts that the party cannot work without
     * @throws PacketIncomplete if the packet lacks what the party needs
     */
    Leg(
            UUID journeyId,
            dev.makegood.contract.Party party,
            List<String> required,
            String work,
            Packet packet,
            Instant dueAt,
            @Nullable UUID servesPromise,
            Instant now) {
        var missing = packet.missing(required);
        if (!missing.isEmpty()) {
            throw new PacketIncomplete(missing);
        }
        this.journeyId = journeyId;
        this.partyId = party.id();
        this.partyName = party.name();
        this.work = work;
        this.packet = packet;
        this.dueAt = dueAt;
        this.servesPromise = servesPromise;
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
        bounces++;
        return new LegDeclined(journeyId, id, party(), reason, journey, now);
    }

    LegCompleted complete(String outcome, List<LegEvidence> evidence, JourneyState journey, Instant now) {
        require(State.ACCEPTED);
        state = State.COMPLETED;
        answer = outcome;
        this.evidence = List.copyOf(evidence);
        endedAt = now;
        return new LegCompleted(journeyId, id, party(), outcome, journey, now);
    }

    /** The owner no longer needs it. */
    LegWithdrawn withdraw(Person by, String reason, JourneyState journey, Instant now) {
        requireOfOwner(State.REQUESTED, State.ACCEPTED);
        state = State.WITHDRAWN;
        answer = reason;
        endedAt = now;
        return new LegWithdrawn(journeyId, id, party(), by, reason, journey, now);
    }

    /** The round that is over, to be kept before another begins. */
    LegRound over() {
        requireOfOwner(State.DECLINED, State.COMPLETED);
        if (endedAt == null) {
            throw new IllegalStateException("A round that is over has an end");
        }
        return new LegRound(this, endedAt);
    }

    /** What was done is not enough, or the party was not asked in vain after all: another round, with a clock that starts now. */
    LegReopened reopen(String reason, Instant dueAt, JourneyState journey, Instant now) {
        requireOfOwner(State.DECLINED, State.COMPLETED);
        state = State.REQUESTED;
        round++;
        requestedAt = now;
        acceptedAt = null;
        endedAt = null;
        answer = null;
        evidence = List.of();
        this.dueAt = dueAt;
        return new LegReopened(journeyId, id, party(), reason, journey, now);
    }

    /** More is known: it goes into the packet, so that nobody has to ask for it again. */
    public void learn(Map<String, String> facts) {
        packet = packet.with(facts, List.of());
    }

    /** @throws IllegalStep if it has ended */
    public void requireOpen() {
        require(State.REQUESTED, State.ACCEPTED);
    }

    private void require(State... states) {
        if (!List.of(states).contains(state)) {
            throw new IllegalStep("leg", state, steps());
        }
    }

    private void requireOfOwner(State... states) {
        if (!List.of(states).contains(state)) {
            throw new IllegalStep("leg", state, ownerSteps());
        }
    }

    /** What the party can do now. */
    List<String> steps() {
        return switch (state) {
            case REQUESTED -> List.of("ACCEPT", "DECLINE");
            case ACCEPTED -> List.of("COMPLETE", "DECLINE");
            case DECLINED, COMPLETED, WITHDRAWN -> List.of();
        };
    }

    /** What the journey's owner can do with it now. */
    List<String> ownerSteps() {
        return switch (state) {
            case REQUESTED, ACCEPTED -> List.of("WITHDRAW");
            case DECLINED, COMPLETED -> List.of("REOPEN");
            case WITHDRAWN -> List.of();
        };
    }

    /** Whether somebody still has to walk it. */
    public boolean isOpen() {
        return state == State.REQUESTED || state == State.ACCEPTED;
    }

    public UUID id() {
        return id;
    }

    public int version() {
        return version;
    }

    public UUID journeyId() {
        return journeyId;
    }

    public dev.makegood.contract.Party party() {
        return new dev.makegood.contract.Party(partyId, partyName);
    }

    public String work() {
        return work;
    }

    public Packet packet() {
        return packet;
    }

    public Instant dueAt() {
        return dueAt;
    }

    public State state() {
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

    List<LegEvidence> evidence() {
        return List.copyOf(evidence);
    }

    int round() {
        return round;
    }

    /** How often it was declined. */
    int bounces() {
        return bounces;
    }

    @Nullable
    UUID servesPromise() {
        return servesPromise;
    }

    @Nullable
    String answer() {
        return answer;
    }
}
