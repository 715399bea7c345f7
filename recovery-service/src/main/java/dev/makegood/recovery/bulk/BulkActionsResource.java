package dev.makegood.recovery.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.JourneyFilter;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.journey.Move;
import dev.makegood.recovery.journey.MoveRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** One move on many journeys. */
@Path("/v1/journeys/bulk-actions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead"})
@RunOnVirtualThread
public class BulkActionsResource {

    /** More than anybody looks through; who needs more narrows the filter and asks again. */
    private static final int MOST = 10_000;

    private final BulkActions actions;
    private final Journeys journeys;
    private final Caller caller;
    private final Clock clock;

    BulkActionsResource(BulkActions actions, Journeys journeys, Caller caller, Clock clock) {
        this.actions = actions;
        this.journeys = journeys;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(
            operationId = "startBulkAction",
            summary = "Makes one move on many journeys, each through the guards that it passes on its own; or tries it")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = BulkActionView.class)))
    public Response start(@Valid @NotNull NewBulkAction request) {
        request.move().requireComplete();
        var found = chosen(request);
        var roles = Stream.of("agent", "lead").filter(caller::has).collect(Collectors.toSet());
        var action = new BulkAction(
                caller.person(),
                roles,
                request.move(),
                Boolean.TRUE.equals(request.dryRun()),
                found.size(),
                clock.instant());
        actions.persist(action);
        actions.flush();
        actions.add(action.id(), found);
        return Response.created(URI.create("/v1/journeys/bulk-actions/" + action.id()))
                .entity(view(action))
                .build();
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getBulkAction", summary = "How far it has come")
    public BulkActionView get(@PathParam("id") UUID id) {
        return view(mine(id));
    }

    @GET
    @Path("/{id}/items")
    @Transactional
    @Operation(
            operationId = "listBulkItems",
            summary = "What came of each journey, in the order in which they were chosen")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BulkItemPage.class)))
    public Response items(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        mine(id);
        int size = Page.limit(limit);
        long after = Cursor.of(cursor).map(Cursor::number).orElse(-1L);
        var found = actions.results(id, after, size + 1).stream()
                .map(result -> new BulkItemView(result.position(), result.journey(), result.status(), result.problem()))
                .toList();
        return Page.of(found, size, item -> Cursor.after(item.position())).respond(uri);
    }

    private List<UUID> chosen(NewBulkAction request) {
        if ((request.journeys() == null) == (request.filter() == null)) {
            throw new Unprocessable("/journeys", "one-of", "Name journeys, or a filter, and not both.");
        }
        if (request.journeys() != null) {
            return List.copyOf(new LinkedHashSet<>(request.journeys()));
        }
        var filter = Objects.requireNonNull(request.filter()).of(caller.id());
        var found = journeys.ids(filter, MOST + 1);
        if (found.size() > MOST) {
            throw new Unprocessable(
                    "/filter", "too-many", "It finds more than %d journeys: narrow it.".formatted(MOST));
        }
        return found;
    }

    private BulkAction mine(UUID id) {
        return actions.findByIdOptional(id)
                .filter(action -> action.by().id().equals(caller.id()) || caller.has("lead"))
                .orElseThrow(NotFound::new);
    }

    private BulkActionView view(BulkAction action) {
        var counts = actions.counts(action.id());
        long open = counts.stream()
                .filter(count -> count.status() == null)
                .mapToLong(BulkActions.Count::items)
                .sum();
        long made = counts.stream()
                .filter(count -> Integer.valueOf(200).equals(count.status()))
                .mapToLong(BulkActions.Count::items)
                .sum();
        return new BulkActionView(
                action.id(),
                action.by(),
                action.request().move(),
                action.dryRun(),
                action.items(),
                open,
                made,
                action.items() - open - made,
                action.madeAt(),
                action.doneAt());
    }

    /**
     * A move and on which journeys it is to be made: those named, or those that the filter finds now.
     *
     * @param dryRun whether it is only to be seen what would come of it
     */
    public record NewBulkAction(
            @Valid @NotNull MoveRequest move,
            @Size(min = 1, max = 1_000) @Nullable List<@NotNull UUID> journeys,
            @Valid @Nullable JourneyFilter filter,
            @Nullable Boolean dryRun) {}

    /**
     * How far a bulk action has come.
     *
     * @param open how many are still to be tried
     * @param made on how many the move was made, or could be
     * @param refused on how many it is not possible; the items say why
     */
    public record BulkActionView(
            UUID id,
            Person by,
            Move move,
            boolean dryRun,
            int items,
            long open,
            long made,
            long refused,
            Instant madeAt,
            @Nullable Instant doneAt) {}

    /** A page of items. */
    public record BulkItemPage(
            List<BulkItemView> items, @Nullable String next) {}

    /**
     * What came of one journey.
     *
     * @param status what the move would have been answered on its own; absent until it was tried
     * @param problem why it was refused
     */
    public record BulkItemView(
            int position,
            UUID journeyId,
            @Nullable Integer status,
            @Nullable JsonNode problem) {}
}
