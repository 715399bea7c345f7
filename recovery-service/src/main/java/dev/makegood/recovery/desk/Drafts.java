package dev.makegood.recovery.desk;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Every draft. */
@ApplicationScoped
class Drafts implements PanacheRepositoryBase<Draft, Draft.Id> {

    List<Draft> of(UUID journey, String person) {
        return list("id.journeyId = ?1 and id.personId = ?2 order by id.kind", journey, person);
    }
}
