package dev.makegood.recovery.desk;

import dev.makegood.chassis.problem.NotFound;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Every saved filter. One is seen by whoever saved it and by the team that it is shared with. */
@ApplicationScoped
class SavedFilters implements PanacheRepositoryBase<SavedFilter, UUID> {

    List<SavedFilter> of(String person, String team, int limit) {
        return find("byId = ?1 or team = ?2 order by name, id", person, team)
                .page(0, limit)
                .list();
    }

    /**
     * @throws NotFound if there is none that this person sees
     */
    SavedFilter require(UUID id, String person, String team) {
        return findByIdOptional(id)
                .filter(filter -> filter.by().id().equals(person) || team.equals(filter.team()))
                .orElseThrow(NotFound::new);
    }
}
