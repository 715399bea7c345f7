package dev.makegood.recovery.remedy;

import dev.makegood.chassis.problem.NotFound;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Every remedy. */
@ApplicationScoped
class Remedies implements PanacheRepositoryBase<Remedy, UUID> {

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
}
