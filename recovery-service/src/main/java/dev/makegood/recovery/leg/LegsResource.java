package dev.makegood.recovery.leg;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.recovery.leg.LegViews.LegPage;
import dev.makegood.recovery.leg.LegViews.LegView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Legs, for the parties that walk them, and for the owner whose journey it is. */
@Path("/v1/legs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LegsResource {

    private final Legs legs;
    private final LegSteps steps;
    private final LegViews views;
    private final Caller caller;

    LegsResource(Legs legs, LegSteps steps, LegViews views, Caller caller) {
        this.legs = legs;
        this.steps = steps;
        this.views = views;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({"party", "lead", "manager"})
    @Transactional
    @Operation(operationId = "listLegs", summary = "Legs, the soonest due first; a party sees its own")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegPage.class)))
    public Response list(
            @QueryParam("state") Leg.@Nullable State state,
            @QueryParam("party") @Nullable String party,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = views.of(legs.queue(
                caller.has("party") ? legs.party() : party,
                state,
                Cursor.of(cursor).orElse(null),
                size + 1));
        return Page.of(found, size, leg -> new Cursor(leg.dueAt(), leg.id())).respond(uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"party", "agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "getLeg", summary = "A leg with its packet, and the customer whom it is for")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(legs.require(id));
    }

    @POST
    @Path("/{id}/accept")
    @RolesAllowed("party")
    @Transactional
    @Operation(operationId = "acceptLeg", summary = "The party takes the leg")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegView.class)))
    public Response accept(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var leg = legs.require(id);
        steps.accept(leg, matching(ifMatch));
        return answer(leg);
    }

    @POST
    @Path("/{id}/decline")
    @RolesAllowed("party")
    @Transactional
    @Operation(operationId = "declineLeg", summary = "The party does not take the leg; it is the owner's again")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegView.class)))
    public Response decline(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Decline request) {
        var leg = legs.require(id);
        steps.decline(leg, matching(ifMatch), request.reason());
        return answer(leg);
    }

    @POST
    @Path("/{id}/complete")
    @RolesAllowed("party")
    @Transactional
    @Operation(operationId = "completeLeg", summary = "The party did its part, and shows it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegView.class)))
    public Response complete(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Complete request) {
        var leg = legs.require(id);
        var evidence = request.evidence();
        steps.complete(leg, matching(ifMatch), request.outcome(), evidence == null ? List.of() : evidence);
        return answer(leg);
    }

    @POST
    @Path("/{id}/reopen")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(
            operationId = "reopenLeg",
            summary = "The owner asks once more, after it was declined or completed: another round, on a clock that"
                    + " starts now")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegView.class)))
    public Response reopen(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Reopen request) {
        var leg = legs.require(id);
        steps.byOwner(leg, matching(ifMatch), (one, journey, now) -> {
            requireFuture(request.dueAt(), now);
            var round = one.over();
            journey.legRequested();
            legs.requireInTime(journey.id(), request.dueAt(), null);
            legs.getEntityManager().persist(round);
            return one.reopen(request.reason(), request.dueAt(), journey.state(), now);
        });
        return answer(leg);
    }

    @POST
    @Path("/{id}/withdraw")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(operationId = "withdrawLeg", summary = "The owner no longer needs the leg")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegView.class)))
    public Response withdraw(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Withdraw request) {
        var leg = legs.require(id);
        steps.byOwner(leg, matching(ifMatch), (one, journey, now) -> {
            var withdrawn = one.withdraw(caller.person(), request.reason(), journey.state(), now);
            journey.legEnded();
            return withdrawn;
        });
        return answer(leg);
    }

    static void requireFuture(Instant dueAt, Instant now) {
        if (!dueAt.isAfter(now)) {
            throw new Unprocessable("/dueAt", "in-the-past", "A leg is due in the future.");
        }
    }

    private static Consumer<Leg> matching(@Nullable String ifMatch) {
        return leg -> Versions.require(
                ifMatch,
                leg.version(),
                read -> Map.of("state", leg.state(), "moves", leg.steps(), "ownerMoves", leg.ownerSteps()));
    }

    private Response answer(Leg leg) {
        return Response.ok(views.of(leg)).tag(Versions.tag(leg.version())).build();
    }

    /** Why not. */
    public record Decline(@NotNull @Characters(max = 2_000) String reason) {}

    /**
     * What was done.
     *
     * @param evidence what shows it: a report, a photograph, a number
     */
    public record Complete(
            @NotNull @Characters(max = 5_000) String outcome,
            @Size(max = 20) @Nullable List<@Valid @NotNull LegEvidence> evidence) {}

    /** Why once more, and until when. */
    public record Reopen(
            @NotNull @Characters(max = 2_000) String reason,
            @NotNull Instant dueAt) {}

    /** Why not any more. */
    public record Withdraw(@NotNull @Characters(max = 2_000) String reason) {}
}
