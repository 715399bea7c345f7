package dev.makegood.recovery.promise;

import dev.makegood.contract.PromiseKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Something that a customer was told will happen, by a time. It is kept or broken once. */
@Entity
public class Promise {

    /** What became of it. */
    public enum State {
        PENDING,
        KEPT,
        BROKEN,
        /** The journey ended before it was due. */
        LAPSED
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID journeyId;

    @Enumerated(EnumType.STRING)
    private PromiseKind kind;

    private Instant dueAt;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant madeAt;
    private @Nullable Instant settledAt;

    protected Promise() {}

    Promise(UUID journeyId, PromiseKind kind, Instant dueAt, Instant now) {
        this.journeyId = journeyId;
        this.kind = kind;
        this.dueAt = dueAt;
        this.madeAt = now;
        this.state = State.PENDING;
    }

    /** What was promised is done now: in time, or not. The sweep may not have come by yet, and makes no difference. */
    void settle(Instant now) {
        if (state != State.PENDING) {
            throw new IllegalStateException("A promise is kept or broken once");
        }
        state = now.isAfter(dueAt) ? State.BROKEN : State.KEPT;
        settledAt = now;
    }

    /** The journey is over, and nobody waits for it any more. */
    void lapse(Instant now) {
        state = State.LAPSED;
        settledAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID journeyId() {
        return journeyId;
    }

    public PromiseKind kind() {
        return kind;
    }

    public Instant dueAt() {
        return dueAt;
    }

    public State state() {
        return state;
    }

    public Instant madeAt() {
        return madeAt;
    }

    public @Nullable Instant settledAt() {
        return settledAt;
    }
}
