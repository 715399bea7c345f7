package dev.makegood.recovery.leg;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Every department and partner that can hold a leg. */
@ApplicationScoped
class Parties implements PanacheRepositoryBase<Party, String> {

    List<Party> after(String id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }
}
