package dev.makegood.recovery.transfer;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every transfer. */
@ApplicationScoped
class Transfers implements PanacheRepositoryBase<Transfer, UUID> {

    private static final List<String> FORGET = List.of("""
            update transfer set reason = '(erased)',
                answer = case when answer is not null then '(erased)' end, version = version + 1
            where journey_id = :journey
            """);

    Optional<Transfer> pending(UUID journey) {
        return find("journeyId = ?1 and state = ?2", journey, Transfer.State.OFFERED)
                .firstResultOptional();
    }

    List<Transfer> of(UUID journey) {
        return list("journeyId = ?1 order by offeredAt, id", journey);
    }

    /** Offers to these people that wait for an answer, oldest first. */
    List<Transfer> offeredTo(Set<String> people, @Nullable Cursor after, int limit) {
        return find(
                        """
                        toId in ?1 and state = OFFERED and (offeredAt > ?2 or (offeredAt = ?2 and id > ?3))
                        order by offeredAt, id
                        """,
                        people,
                        after == null ? Instant.EPOCH : after.at(),
                        after == null ? new UUID(0, 0) : after.id())
                .page(0, limit)
                .list();
    }

    /**
     * @throws NotFound if this journey has no such transfer
     */
    Transfer require(UUID journey, UUID id) {
        return findByIdOptional(id)
                .filter(transfer -> transfer.journeyId().equals(journey))
                .orElseThrow(NotFound::new);
    }

    /** Journeys with an offer that has lapsed. */
    List<UUID> lapsed(Instant now, int limit) {
        return getEntityManager()
                .createQuery("""
                        select journeyId from Transfer where state = OFFERED and expiresAt <= :now order by expiresAt
                        """, UUID.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Whose it was, and became, stays; what was said about that does not. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, getEntityManager(), FORGET);
    }
}
