package dev.makegood.recovery.promise;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every pause. A journey has one open at the most. */
@ApplicationScoped
class Pauses implements PanacheRepositoryBase<Pause, UUID> {

    /** All of a journey, in their order. */
    List<Pause> of(UUID journey) {
        return list("journeyId = ?1 order by startedAt, id", journey);
    }

    /** All of these journeys. */
    List<Pause> of(Collection<UUID> journeys) {
        return list("journeyId in ?1 order by startedAt, id", journeys);
    }

    Optional<Pause> open(UUID journey) {
        return find("journeyId = ?1 and endedAt is null", journey).firstResultOptional();
    }
}
