package dev.makegood.complaint.erasure;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** That somebody is to be forgotten: asked for by one person, decided by another, and not to be undone. */
@Entity
class Erasure {

    /** Why (article 17 of the General Data Protection Regulation). */
    enum Ground {
        THEY_ASKED,
        NO_LONGER_NEEDED,
        UNLAWFUL,
        LEGAL_DUTY
    }

    /** Where it stands. */
    enum State {
        ASKED,
        CONFIRMED,
        WITHDRAWN
    }

    /** Until then it is looked for what arrives late: what waits in a queue, is retried, or was being written as it happened. */
    private static final Duration SWEPT = Duration.ofDays(1);

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private UUID customerId;

    @Enumerated(EnumType.STRING)
    private Ground ground;

    private String reason;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant askedAt;
    private String askedById;
    private String askedByName;
    private @Nullable Instant decidedAt;
    private @Nullable String decidedById;
    private @Nullable String decidedByName;
    private @Nullable Integer complaints;

    /** Not part of what was decided, so that to look again is no change of it. */
    @SuppressWarnings("UnusedVariable") // the worker finds what is due by it
    @OptimisticLock(excluded = true)
    private @Nullable Instant sweepAt;

    protected Erasure() {}

    Erasure(UUID customer, Ground ground, String reason, Person by, Instant now) {
        this.customerId = customer;
        this.ground = ground;
        this.reason = reason;
        this.state = State.ASKED;
        this.askedAt = now;
        this.askedById = by.id();
        this.askedByName = by.name();
    }

    /**
     * Another agrees: it is to be done now. What was written about it goes with the rest, since it says who asked for what.
     *
     * @throws AlreadyDecided if it was decided before
     * @throws TwoPeopleNeeded if it is who asked for it
     */
    void confirm(Person by, Instant now) {
        requireAsked();
        if (by.id().equals(askedById)) {
            throw new TwoPeopleNeeded();
        }
        decide(State.CONFIRMED, by, now);
        reason = "";
        sweepAt = now.plusSeconds(2);
    }

    /**
     * It is not to be done after all; who asked for it may say so, or anybody who could confirm it.
     *
     * @throws AlreadyDecided if it was decided before
     */
    void withdraw(Person by, Instant now) {
        requireAsked();
        decide(State.WITHDRAWN, by, now);
    }

    private void requireAsked() {
        if (state != State.ASKED) {
            throw new AlreadyDecided(state);
        }
    }

    private void decide(State decided, Person by, Instant now) {
        state = decided;
        decidedAt = now;
        decidedById = by.id();
        decidedByName = by.name();
    }

    /** So many complaints were forgotten with them. */
    void took(int number) {
        complaints = number;
    }

    /** It was looked for what arrived late; the longer ago it is, the more seldom. */
    void swept(Instant now) {
        if (decidedAt == null || now.isAfter(decidedAt.plus(SWEPT))) {
            sweepAt = null;
        } else {
            var since = Duration.between(decidedAt, now);
            sweepAt = now.plus(since.compareTo(Duration.ofSeconds(5)) < 0 ? Duration.ofSeconds(5) : since);
        }
    }

    /** Something has not left yet: what was to be forgotten is told to the others first. */
    void sweepSoon(Instant now) {
        sweepAt = now.plusSeconds(1);
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    UUID customer() {
        return customerId;
    }

    Ground ground() {
        return ground;
    }

    String reason() {
        return reason;
    }

    State state() {
        return state;
    }

    Instant askedAt() {
        return askedAt;
    }

    Person askedBy() {
        return new Person(askedById, askedByName);
    }

    @Nullable
    Instant decidedAt() {
        return decidedAt;
    }

    @Nullable
    Person decidedBy() {
        return decidedById == null || decidedByName == null ? null : new Person(decidedById, decidedByName);
    }

    @Nullable
    Integer complaints() {
        return complaints;
    }
}
