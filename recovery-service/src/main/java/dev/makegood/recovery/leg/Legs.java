package dev.makegood.recovery.leg;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.recovery.promise.Promises;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every leg. A party sees its own, and does not learn of others. */
@ApplicationScoped
class Legs implements PanacheRepositoryBase<Leg, UUID> {

    private static final String NO_PARTY = "";

    private final Promises promises;
    private final Caller caller;

    Legs(Promises promises, Caller caller) {
        this.promises = promises;
        this.caller = caller;
    }

    /**
     * Adds a leg to its journey.
     *
     * @throws LegOutlivesPromise if the customer was promised sooner
     */
    void request(Leg leg) {
        promises.resolution(leg.journeyId()).filter(leg.dueAt()::isAfter).ifPresent(promised -> {
            throw new LegOutlivesPromise(promised);
        });
        persist(leg);
    }

    List<Leg> of(UUID journey) {
        return list("journeyId = ?1 order by requestedAt, id", journey);
    }

    /**
     * A leg that the caller may see.
     *
     * @throws NotFound if there is no such leg, or it is another party's
     */
    Leg require(UUID id) {
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
}
