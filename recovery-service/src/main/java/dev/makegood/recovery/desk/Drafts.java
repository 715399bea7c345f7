package dev.makegood.recovery.desk;

import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;

/** Every draft. */
@ApplicationScoped
class Drafts implements PanacheRepositoryBase<Draft, Draft.Id> {

    private static final List<String> FORGET = List.of("delete from draft where journey_id = :journey");

    List<Draft> of(UUID journey, String person) {
        return list("id.journeyId = ?1 and id.personId = ?2 order by id.kind", journey, person);
    }

    /** What was begun to be written to somebody who is forgotten is written no more. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, getEntityManager(), FORGET);
    }
}
