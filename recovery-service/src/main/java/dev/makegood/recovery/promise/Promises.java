package dev.makegood.recovery.promise;

import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKept;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMade;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every promise. Its row is its timer: there is no other. */
@ApplicationScoped
public class Promises implements PanacheRepositoryBase<Promise, UUID> {

    private static final int FAR = 9999;

    /** When a promise that nobody made is due: after everything. */
    public static final Instant NEVER =
            OffsetDateTime.of(FAR, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();

    private final Clock clock;

    Promises(Clock clock) {
        this.clock = clock;
    }

    /** Promises this. */
    public PromiseMade make(UUID journey, PromiseKind kind, Instant dueAt, JourneyState state) {
        var now = clock.instant();
        var promise = new Promise(journey, kind, dueAt, now);
        persist(promise);
        return new PromiseMade(journey, promise.id(), kind, dueAt, null, null, null, null, null, state, now);
    }

    /** Settles what is pending of these kinds: what was promised has happened. */
    public List<Event> settle(UUID journey, JourneyState state, PromiseKind... kinds) {
        var now = clock.instant();
        List<Event> settled = new ArrayList<>();
        for (Promise promise : pending(journey)) {
            if (Arrays.asList(kinds).contains(promise.kind())) {
                promise.settle(now);
                settled.add(
                        promise.state() == Promise.State.KEPT
                                ? new PromiseKept(journey, promise.id(), promise.kind(), promise.dueAt(), state, now)
                                : new PromiseBroken(
                                        journey, promise.id(), promise.kind(), promise.dueAt(), state, now));
            }
        }
        return settled;
    }

    /** The journey is over: what is pending need not be kept any more, and is not broken either. */
    public void lapse(UUID journey) {
        var now = clock.instant();
        pending(journey).forEach(promise -> promise.lapse(now));
    }

    /** All of a journey, soonest first. */
    public List<Promise> of(UUID journey) {
        return list("journeyId = ?1 order by dueAt, id", journey);
    }

    /** When the next promise of a journey is due; {@link #NEVER} if none is pending. */
    public Instant next(UUID journey) {
        return pending(journey).stream().map(Promise::dueAt).findFirst().orElse(NEVER);
    }

    /** When the customer was told that it will be put right, if such a promise is pending. */
    public Optional<Instant> resolution(UUID journey) {
        return pending(journey).stream()
                .filter(promise -> promise.kind() == PromiseKind.RESOLUTION)
                .map(Promise::dueAt)
                .findFirst();
    }

    private List<Promise> pending(UUID journey) {
        return list("journeyId = ?1 and state = ?2 order by dueAt, id", journey, Promise.State.PENDING);
    }
}
