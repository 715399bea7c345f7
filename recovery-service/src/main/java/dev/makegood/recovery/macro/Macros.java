package dev.makegood.recovery.macro;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.recovery.agent.Agent;
import dev.makegood.recovery.agent.Agents;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every macro. One is seen by whoever made it and by the team that it is shared with. */
@ApplicationScoped
class Macros implements PanacheRepositoryBase<Macro, UUID> {

    private static final String NO_TEAM = "";

    private final Agents agents;
    private final Caller caller;

    Macros(Agents agents, Caller caller) {
        this.agents = agents;
        this.caller = caller;
    }

    List<Macro> seen(int limit) {
        return find("byId = ?1 or team = ?2 order by name, id", caller.id(), team().orElse(NO_TEAM))
                .page(0, limit)
                .list();
    }

    /**
     * @throws NotFound if there is none that the caller sees
     */
    Macro require(UUID id) {
        var team = team().orElse(NO_TEAM);
        return findByIdOptional(id)
                .filter(macro -> macro.by().id().equals(caller.id()) || team.equals(macro.team()))
                .orElseThrow(NotFound::new);
    }

    /** The caller's team. */
    Optional<String> team() {
        return agents.findByIdOptional(caller.id()).map(Agent::team);
    }
}
