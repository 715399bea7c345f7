package dev.makegood.recovery.refusal;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Every no that a customer was told. */
@ApplicationScoped
class Refusals implements PanacheRepositoryBase<RecordedRefusal, UUID> {

    List<RecordedRefusal> of(UUID journey) {
        return list("journeyId = ?1 order by at, id", journey);
    }
}
