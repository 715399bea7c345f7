package dev.makegood.recovery.journey;

import dev.makegood.contract.Person;
import dev.makegood.recovery.agent.Agent.Presence;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.agent.Colleague;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How much everybody carries: who has room, and who is asked for more than they can. */
@Path("/v1/journeys/loads")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class LoadsResource {

    private final Loads loads;
    private final Agents agents;
    private final Clock clock;

    LoadsResource(Loads loads, Agents agents, Clock clock) {
        this.loads = loads;
        this.agents = agents;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listLoads",
            summary =
                    "How many journeys everybody owns now, beside how many they can carry; of one team if one is named")
    public LoadList list(@QueryParam("team") @Nullable String team) {
        var now = clock.instant();
        var directory = agents.directory(now);
        var counted = loads.count();
        return new LoadList(directory.agents().values().stream()
                .filter(colleague -> team == null || team.equals(colleague.team()))
                .map(colleague -> LoadView.of(
                        colleague,
                        counted.getOrDefault(colleague.id(), 0),
                        directory.deputies().isAway(colleague.id(), now)))
                .toList());
    }

    /** What everybody carries. */
    public record LoadList(List<LoadView> items) {}

    /**
     * What one person carries.
     *
     * @param journeys how many they own that are not closed; nobody is counted further than one beyond what they can carry
     * @param away whether someone stands in for them now
     */
    public record LoadView(
            Person agent, String team, Presence presence, boolean away, int journeys, int capacity, boolean full) {

        static LoadView of(Colleague colleague, int journeys, boolean away) {
            return new LoadView(
                    colleague.person(),
                    colleague.team(),
                    colleague.presence(),
                    away,
                    journeys,
                    colleague.capacity(),
                    journeys >= colleague.capacity());
        }
    }
}
