package dev.makegood.recovery.remedy;

import dev.makegood.chassis.problem.NotFound;
import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;

/** Every remedy. */
@ApplicationScoped
class Remedies implements PanacheRepositoryBase<Remedy, UUID> {

    private static final List<String> FORGET = List.of("""
            update remedy set description = '(erased)', proof = null,
                withdrawn_because = case when withdrawn_because is not null then '(erased)' end,
                version = version + 1
            where journey_id = :journey
            """, """
            update asked_grant set description = '(erased)',
                answer = case when answer is not null then '(erased)' end, version = version + 1
            where journey_id = :journey
            """);

    List<Remedy> of(UUID journey) {
        return list("journeyId = ?1 order by offeredAt, id", journey);
    }

    /** What the customer has not answered yet. */
    List<Remedy> offered(UUID journey) {
        return list("journeyId = ?1 and state = OFFERED order by offeredAt, id", journey);
    }

    /**
     * @throws NotFound if this journey has no such remedy
     */
    Remedy require(UUID journey, UUID id) {
        return findByIdOptional(id)
                .filter(remedy -> remedy.journeyId().equals(journey))
                .orElseThrow(NotFound::new);
    }

    /** What was granted, and how much, stays; in which words does not. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, getEntityManager(), FORGET);
    }
}
