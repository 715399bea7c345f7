package dev.makegood.recovery.leg;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A round of a leg that is over. What the leg took before a reopening stays as it was. */
@Entity
@Immutable
class LegRound {

    /** Which round of which leg. */
    @Embeddable
    record Id(@Column(name = "leg_id") UUID legId, int round) {}

    @EmbeddedId
    private Id id;

    private Instant dueAt;

    @Enumerated(EnumType.STRING)
    private Leg.State state;

    private Instant requestedAt;
    private @Nullable Instant acceptedAt;
    private Instant endedAt;
    private @Nullable String answer;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<LegEvidence> evidence;

    protected LegRound() {}

    LegRound(Leg leg, Instant endedAt) {
        this.id = new Id(leg.id(), leg.round());
        this.dueAt = leg.dueAt();
        this.state = leg.state();
        this.requestedAt = leg.requestedAt();
        this.acceptedAt = leg.acceptedAt();
        this.endedAt = endedAt;
        this.answer = leg.answer();
        this.evidence = leg.evidence();
    }

    UUID legId() {
        return id.legId();
    }

    int round() {
        return id.round();
    }

    Duration took() {
        return Duration.between(requestedAt, endedAt);
    }

    Instant dueAt() {
        return dueAt;
    }

    Leg.State state() {
        return state;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    @Nullable
    Instant acceptedAt() {
        return acceptedAt;
    }

    Instant endedAt() {
        return endedAt;
    }

    @Nullable
    String answer() {
        return answer;
    }

    List<LegEvidence> evidence() {
        return List.copyOf(evidence);
    }
}
