package dev.makegood.recovery.agent;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Who works here. */
@Path("/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AgentsResource {

    /** A company has some hundreds of agents; a team is shown at once. */
    private static final int ALL = 2_000;

    private final Agents agents;
    private final Caller caller;

    AgentsResource(Agents agents, Caller caller) {
        this.agents = agents;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager", "operator"})
    @Transactional
    @Operation(operationId = "listAgents", summary = "Who works here, by name; of one team if one is named")
    public AgentList list(@QueryParam("team") @Nullable String team) {
        return new AgentList(
                agents.after("", "", team, ALL).stream().map(AgentView::of).toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"agent", "lead", "manager", "operator"})
    @Transactional
    @Operation(operationId = "getAgent", summary = "Someone who works here")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgentView.class)))
    public Response get(@PathParam("id") String id) {
        return answer(Response.Status.OK, agents.require(mine(id)));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({"lead", "manager", "operator"})
    @Transactional
    @Operation(
            operationId = "putAgent",
            summary = "Adds someone, or with If-Match changes what they can; the id is the subject of their tokens")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgentView.class)))
    public Response put(
            @PathParam("id") @Characters(max = 100, oneLine = true) String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull AgentRequest request) {
        var known = agents.findByIdOptional(id);
        var skills = request.skills() == null ? Set.<String>of() : request.skills();
        if (known.isPresent()) {
            Versions.require(ifMatch, known.get().version());
            known.get()
                    .become(
                            request.name(),
                            request.team(),
                            request.role(),
                            request.languages(),
                            skills,
                            request.capacity());
        } else {
            Versions.requireNone(ifMatch);
        }
        var agent = known.orElseGet(() -> new Agent(
                id, request.name(), request.team(), request.role(), request.languages(), skills, request.capacity()));
        agents.persist(agent);
        agents.flush();
        agents.forget();
        return answer(known.isPresent() ? Response.Status.OK : Response.Status.CREATED, agent);
    }

    @PUT
    @Path("/{id}/presence")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(
            operationId = "putPresence",
            summary = "Whether someone takes on new journeys now; one's own at any time, a colleague's by a lead")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgentView.class)))
    public Response presence(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PresenceRequest request) {
        var agent = agents.require(mine(id));
        if (!agent.id().equals(caller.id()) && !caller.has("lead")) {
            throw new Forbidden("That is for themselves, or a lead, to say.");
        }
        Versions.require(ifMatch, agent.version());
        agent.is(request.presence());
        agents.flush();
        agents.forget();
        return answer(Response.Status.OK, agent);
    }

    private String mine(String id) {
        return id.equals("me") ? caller.id() : id;
    }

    private static Response answer(Response.Status status, Agent agent) {
        return Response.status(status)
                .tag(Versions.tag(agent.version()))
                .entity(AgentView.of(agent))
                .build();
    }

    /** Who works here. */
    public record AgentList(List<AgentView> items) {}

    /**
     * Someone as they are stated.
     *
     * @param capacity how many journeys they can carry at once
     */
    public record AgentRequest(
            @NotNull @Characters(max = 200, oneLine = true) String name,

            @NotNull @Pattern(regexp = "[a-z0-9-]{1,60}", message = "Small letters, digits and dashes.")
            String team,

            @NotNull Agent.Role role,

            @NotNull @Size(max = 20)
            Set<@NotNull @Pattern(regexp = "en|es|el|fi|ru", message = "One of en, es, el, fi, ru.") String> languages,

            @Size(max = 50) @Nullable Set<@NotNull @Characters(max = 200, oneLine = true) String> skills,
            @NotNull @Min(0) @Max(10_000) Integer capacity) {}

    /** Whether someone takes on new journeys. */
    public record PresenceRequest(@NotNull Agent.Presence presence) {}

    /** Someone who works here. */
    public record AgentView(
            String id,
            int version,
            String name,
            String team,
            Agent.Role role,
            List<String> languages,
            List<String> skills,
            int capacity,
            Agent.Presence presence) {

        static AgentView of(Agent agent) {
            return new AgentView(
                    agent.id(),
                    agent.version(),
                    agent.person().name(),
                    agent.team(),
                    agent.role(),
                    agent.languages(),
                    agent.skills(),
                    agent.capacity(),
                    agent.presence());
        }
    }
}
