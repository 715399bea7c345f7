package dev.makegood.recovery.leg;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import dev.makegood.recovery.promise.Promise;
import dev.makegood.recovery.promise.Promises;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every leg. A party sees its own, and does not learn of others. */
@ApplicationScoped
public class Legs implements PanacheRepositoryBase<Leg, UUID> {

    private static final List<String> FORGET = List.of("""
            update leg set work = '(erased)', packet = '{}', answer = null, evidence = '[]',
                version = version + 1
            where journey_id = :journey
            """, """
            update leg_round set answer = null, evidence = '[]'
            where leg_id in (select id from leg
            where journey_id = :journey)
            """);

    private static final String NO_PARTY = "";

    private final Promises promises;
    private final Caller caller;

    Legs(Promises promises, Caller caller) {
        this.promises = promises;
        this.caller = caller;
    }

    /**
     * A leg is done before what it serves is due, and before it has to be put right.
     *
     * @param served the promise that it serves, if it is one in particular
     * @throws LegOutlivesPromise if the customer was promised sooner
     */
    void requireInTime(UUID journey, Instant dueAt, @Nullable UUID served) {
        var pending = promises.of(journey).stream()
                .filter(promise -> promise.state() == Promise.State.PENDING)
                .toList();
        if (served != null) {
            var promise = pending.stream()
                    .filter(one -> one.id().equals(served))
                    .findFirst()
                    .orElseThrow(
                            () -> new Unprocessable("/servesPromise", "unknown", "No such promise waits to be kept."));
            requireBy(dueAt, promise.dueAt());
        }
        promises.resolution(journey).ifPresent(promised -> requireBy(dueAt, promised));
    }

    private static void requireBy(Instant dueAt, Instant promised) {
        if (dueAt.isAfter(promised)) {
            throw new LegOutlivesPromise(promised);
        }
    }

    List<Leg> of(UUID journey) {
        return getEntityManager()
                .createQuery("""
                        from Leg leg where journeyId = :journey order by coalesce(
                            (select first.requestedAt from LegRound first where first.id.legId = leg.id and first.id.round = 1),
                            leg.requestedAt), leg.id
                        """, Leg.class)
                .setParameter("journey", journey)
                .getResultList();
    }

    /** The rounds that are over, of these legs, in order. */
    List<LegRound> rounds(Collection<UUID> legs) {
        return getEntityManager()
                .createQuery("from LegRound where id.legId in :legs order by requestedAt", LegRound.class)
                .setParameter("legs", legs)
                .getResultList();
    }

    /**
     * A leg that the caller may see.
     *
     * @throws NotFound if there is no such leg, or it is another party's
     */
    public Leg require(UUID id) {
        var leg = findByIdOptional(id).orElseThrow(NotFound::new);
        if (caller.has("party") && !leg.party().id().equals(party())) {
            throw new NotFound();
        }
        return leg;
    }

    /** The party that the caller speaks for. */
    String party() {
        return caller.claim("party").orElse(NO_PARTY);
    }

    /** Legs, the soonest due first; of one party if one is named. */
    List<Leg> queue(@Nullable String party, Leg.@Nullable State state, @Nullable Cursor after, int limit) {
        return find(
                        """
                        (?1 is null or partyId = ?1) and (?2 is null or state = ?2)
                        and (dueAt > ?3 or (dueAt = ?3 and id > ?4)) order by dueAt, id
                        """,
                        party,
                        state,
                        after == null ? Instant.EPOCH : after.at(),
                        after == null ? new UUID(0, 0) : after.id())
                .page(0, limit)
                .list();
    }

    /** Who walked which leg, and for how long, stays; what for, and with what, does not. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, getEntityManager(), FORGET);
    }
}
