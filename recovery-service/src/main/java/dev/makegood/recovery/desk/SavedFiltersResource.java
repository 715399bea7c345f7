package dev.makegood.recovery.desk;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Person;
import dev.makegood.recovery.agent.Agent;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.journey.JourneyFilter;
import dev.makegood.recovery.journey.JourneyQueue;
import dev.makegood.recovery.journey.JourneyViews.JourneyPage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Filters of the queue, by name: personal, or shared with the caller's team. */
@Path("/v1/journeys/filters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class SavedFiltersResource {

    /** Nobody keeps more in sight; they are shown at once. */
    private static final int ALL = 200;

    private static final String NO_TEAM = "";

    private final SavedFilters filters;
    private final JourneyQueue queue;
    private final Agents agents;
    private final Caller caller;
    private final Clock clock;

    SavedFiltersResource(SavedFilters filters, JourneyQueue queue, Agents agents, Caller caller, Clock clock) {
        this.filters = filters;
        this.queue = queue;
        this.agents = agents;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(operationId = "saveFilter", summary = "Keeps a filter of the queue by a name")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FilterView.class)))
    public Response save(@Valid @NotNull FilterRequest request) {
        var filter =
                new SavedFilter(caller.person(), shared(request), request.name(), request.filter(), clock.instant());
        filters.persist(filter);
        return answer(Response.created(URI.create("/v1/journeys/filters/" + filter.id())), filter);
    }

    @GET
    @Transactional
    @Operation(operationId = "listFilters", summary = "The caller's filters, and those shared with their team, by name")
    public FilterList list() {
        return new FilterList(filters.of(caller.id(), team(), ALL).stream()
                .map(FilterView::of)
                .toList());
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getFilter", summary = "A saved filter")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FilterView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(Response.ok(), filters.require(id, caller.id(), team()));
    }

    @GET
    @Path("/{id}/journeys")
    @Transactional
    @Operation(
            operationId = "listJourneysOfFilter",
            summary = "The journeys that a saved filter means, the soonest promise first; me is whoever asks")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyPage.class)))
    public Response journeys(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        return queue.page(filters.require(id, caller.id(), team()).filter(), cursor, limit, uri);
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "changeFilter", summary = "Whoever saved it, or a lead of the team, changes it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FilterView.class)))
    public Response change(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull FilterRequest request) {
        var filter = changing(id, ifMatch);
        filter.become(shared(request), request.name(), request.filter(), clock.instant());
        filters.flush();
        return answer(Response.ok(), filter);
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "deleteFilter", summary = "Whoever saved it, or a lead of the team, no longer needs it")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        filters.delete(changing(id, ifMatch));
    }

    private SavedFilter changing(UUID id, @Nullable String ifMatch) {
        var filter = filters.require(id, caller.id(), team());
        if (!filter.by().id().equals(caller.id()) && !caller.has("lead")) {
            throw new Forbidden(
                    "%s saved this; save one of your own.".formatted(filter.by().name()));
        }
        Versions.require(ifMatch, filter.version());
        return filter;
    }

    private @Nullable String shared(FilterRequest request) {
        if (!Boolean.TRUE.equals(request.shared())) {
            return null;
        }
        var team = team();
        if (team.equals(NO_TEAM)) {
            throw new Unprocessable("/shared", "no-team", "You are in no team with which it could be shared.");
        }
        return team;
    }

    private String team() {
        return agents.findByIdOptional(caller.id()).map(Agent::team).orElse(NO_TEAM);
    }

    private static Response answer(Response.ResponseBuilder response, SavedFilter filter) {
        return response.tag(Versions.tag(filter.version()))
                .entity(FilterView.of(filter))
                .build();
    }

    /**
     * A filter as it is stated.
     *
     * @param shared whether the caller's team sees it; false where it is not said
     */
    public record FilterRequest(
            @NotNull @Characters(max = 100, oneLine = true) String name,
            @Nullable Boolean shared,
            @Valid @NotNull JourneyFilter filter) {}

    /** The filters that the caller sees. */
    public record FilterList(List<FilterView> items) {}

    /**
     * A saved filter.
     *
     * @param team with whom it is shared
     */
    public record FilterView(
            UUID id,
            int version,
            String name,
            Person by,
            @Nullable String team,
            JourneyFilter filter,
            Instant savedAt) {

        static FilterView of(SavedFilter filter) {
            return new FilterView(
                    filter.id(),
                    filter.version(),
                    filter.name(),
                    filter.by(),
                    filter.team(),
                    filter.filter(),
                    filter.savedAt());
        }
    }
}
