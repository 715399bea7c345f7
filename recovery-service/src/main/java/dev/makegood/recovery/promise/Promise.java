package dev.makegood.recovery.promise;

import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKept;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMade;
import dev.makegood.contract.PromiseMoved;
import dev.makegood.recovery.calendar.Term;
import dev.makegood.recovery.calendar.WorkingCalendar;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Something that a customer was told will happen, by a time. It is kept or broken once. Its row is its timer: {@code nextAt} is
 * when something happens if nobody does anything, {@code stage} what that is.
 */
@Entity
public class Promise {

    /** What became of it. */
    public enum State {
        PENDING,
        KEPT,
        BROKEN,
        /** The journey was over before it was due. */
        LAPSED
    }

    /** What its timer does next. */
    public enum Stage {
        /** Tells the owner that it is at risk. */
        WARN,
        /** Breaks it, and tells owner and lead. */
        BREAK,
        /** Tells the manager that it still has not happened. */
        ESCALATE
    }

    @Id
    private UUID id;

    private UUID journeyId;

    @Enumerated(EnumType.STRING)
    private PromiseKind kind;

    private String calendarId;
    private int calendarVersion;
    private @Nullable String term;
    private Instant madeAt;
    private Instant agreedAt;
    private Instant dueAt;
    private Instant warnAt;
    private Instant escalateAt;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private @Nullable Stage stage;

    private @Nullable Instant nextAt;
    private @Nullable Instant settledAt;
    private @Nullable Instant doneAt;
    private @Nullable String charterRight;
    private @Nullable UUID replaces;
    private @Nullable String words;
    private @Nullable String proof;

    protected Promise() {}

    Promise(UUID journeyId, Commitment commitment, WorkingCalendar calendar, List<Stop> stops, Instant now) {
        var length = commitment.term();
        var named = commitment.dueAt();
        this.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        this.journeyId = journeyId;
        this.kind = commitment.kind();
        this.calendarId = calendar.id();
        this.calendarVersion = calendar.version();
        this.term = length == null ? null : length.toString();
        this.charterRight = commitment.right();
        this.replaces = commitment.replaces();
        this.words = commitment.words();
        this.madeAt = now;
        this.agreedAt = length == null ? (named == null ? now : named) : length.due(now, calendar);
        this.state = State.PENDING;
        this.stage = Stage.WARN;
        set(PromiseClock.of(kind, madeAt, agreedAt, length, calendar, stops));
    }

    private void set(PromiseClock clock) {
        dueAt = clock.dueAt();
        warnAt = clock.warnAt();
        escalateAt = clock.escalateAt();
        nextAt = at(stage);
    }

    private @Nullable Instant at(@Nullable Stage next) {
        return switch (next) {
            case null -> null;
            case WARN -> warnAt;
            case BREAK -> dueAt;
            case ESCALATE -> escalateAt;
        };
    }

    PromiseMade made(JourneyState journey) {
        return new PromiseMade(
                journeyId, id, kind, dueAt, term, calendarId, calendarVersion, charterRight, replaces, journey, madeAt);
    }

    /** The journey's pauses are these now. What is settled stays as it is; the rest is due when its clock says. */
    Optional<PromiseMoved> follow(WorkingCalendar calendar, List<Stop> stops, JourneyState journey, Instant now) {
        if (state != State.PENDING) {
            return Optional.empty();
        }
        var before = dueAt;
        set(PromiseClock.of(kind, madeAt, agreedAt, term(), calendar, stops));
        return dueAt.equals(before)
                ? Optional.empty()
                : Optional.of(new PromiseMoved(journeyId, id, kind, dueAt, journey, now));
    }

    /**
     * What was promised is done now: in time, or not. The sweep may not have come by yet, and makes no difference. What was broken
     * before stays broken, and nobody has to be told any more that it still has not happened.
     */
    Optional<Event> done(JourneyState journey, Instant now) {
        if (doneAt == null) {
            doneAt = now;
        }
        return settle(now.isAfter(dueAt) ? State.BROKEN : State.KEPT, journey, now);
    }

    /** How it is known that it happened. */
    void proven(String by) {
        proof = by;
    }

    /** The journey is over: what was not due until then is not owed any more. */
    Optional<Event> end(JourneyState journey, Instant now) {
        return settle(now.isAfter(dueAt) ? State.BROKEN : State.LAPSED, journey, now);
    }

    private Optional<Event> settle(State fate, JourneyState journey, Instant now) {
        stage = null;
        nextAt = null;
        if (state != State.PENDING) {
            return Optional.empty();
        }
        state = fate;
        settledAt = now;
        return switch (fate) {
            case KEPT -> Optional.of(new PromiseKept(journeyId, id, kind, dueAt, journey, now));
            case BROKEN -> Optional.of(new PromiseBroken(journeyId, id, kind, dueAt, journey, now));
            case PENDING, LAPSED -> Optional.empty();
        };
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

    public Instant warnAt() {
        return warnAt;
    }

    Instant escalateAt() {
        return escalateAt;
    }

    Instant agreedAt() {
        return agreedAt;
    }

    public State state() {
        return state;
    }

    @Nullable
    Stage stage() {
        return stage;
    }

    @Nullable
    Instant nextAt() {
        return nextAt;
    }

    public Instant madeAt() {
        return madeAt;
    }

    public @Nullable Instant settledAt() {
        return settledAt;
    }

    public @Nullable Instant doneAt() {
        return doneAt;
    }

    public String calendarId() {
        return calendarId;
    }

    public int calendarVersion() {
        return calendarVersion;
    }

    /** How it was said, if it was not said as a time. */
    public @Nullable Term term() {
        return term == null ? null : Term.of(term);
    }

    /** The right of the charter that asks for it. */
    public @Nullable String right() {
        return charterRight;
    }

    public @Nullable UUID replaces() {
        return replaces;
    }

    public @Nullable String words() {
        return words;
    }

    public @Nullable String proof() {
        return proof;
    }
}
