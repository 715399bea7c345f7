package dev.makegood.recovery.party;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Every department and partner that can hold a leg. */
@ApplicationScoped
public class Parties implements PanacheRepositoryBase<Party, String> {

    private final PacketTemplates templates;

    Parties(PacketTemplates templates) {
        this.templates = templates;
    }

    List<Party> after(String id, int limit) {
        return find("id > ?1 order by id", id).page(0, limit).list();
    }

    /** The facts without which a packet for this party is not complete: those of its kind, then its own. */
    public List<String> required(Party party) {
        var kind = party.kind();
        var template = kind == null
                ? Stream.<String>empty()
                : templates.findByIdOptional(kind).stream().flatMap(one -> one.requires().stream());
        return Stream.concat(template, party.requires().stream()).distinct().toList();
    }
}
