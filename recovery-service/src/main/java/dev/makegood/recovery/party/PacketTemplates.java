package dev.makegood.recovery.party;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Every packet template, one for each kind of party. */
@ApplicationScoped
class PacketTemplates implements PanacheRepositoryBase<PacketTemplate, String> {

    List<PacketTemplate> byKind(int limit) {
        return find("order by kind").page(0, limit).list();
    }
}
