package dev.makegood.recovery.leg;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.Party;
import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.Journeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Legs, for the parties that walk them. */
@Path("/v1/legs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LegsResource {

    private final Legs legs;
    private final Journeys journeys;
    private final Caller caller;
    private final Clock clock;

    LegsResource(Legs legs, Journeys journeys, Caller caller, Clock clock) {
        this.legs = legs;
        this.journeys = journeys;
        this.caller = caller;
        this.clock = clock;
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
        var found = legs
                .queue(
                        caller.has("party") ? legs.party() : party,
                        state,
                        Cursor.of(cursor).orElse(null),
                        size + 1)
                .stream()
                .map(LegView::of)
                .toList();
        return Page.of(found, size, leg -> new Cursor(leg.dueAt(), leg.id())).respond(uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"party", "agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "getLeg", summary = "A leg with its packet")
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
        return step(id, ifMatch, (leg, journey) -> leg.accept(journey.state(), clock.instant()));
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
        return step(id, ifMatch, (leg, journey) -> {
            var declined = leg.decline(request.reason(), journey.state(), clock.instant());
            journey.legEnded();
            return declined;
        });
    }

    @POST
    @Path("/{id}/complete")
    @RolesAllowed("party")
    @Transactional
    @Operation(operationId = "completeLeg", summary = "The party did its part")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegView.class)))
    public Response complete(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Complete request) {
        return step(id, ifMatch, (leg, journey) -> {
            var completed = leg.complete(request.outcome(), journey.state(), clock.instant());
            journey.legEnded();
            return completed;
        });
    }

    private Response step(UUID id, @Nullable String ifMatch, BiFunction<Leg, Journey, JourneyEvent> step) {
        var leg = legs.require(id);
        // The journey's lock comes first, everywhere: so that two steps never wait for each other.
        var journey = journeys.change(leg.journeyId());
        legs.getEntityManager().refresh(leg);
        Versions.require(ifMatch, leg.version());
        journeys.tell(journey, List.of(step.apply(leg, journey)));
        legs.flush();
        return answer(leg);
    }

    private static Response answer(Leg leg) {
        return Response.ok(LegView.of(leg)).tag(Versions.tag(leg.version())).build();
    }

    /** Why not. */
    public record Decline(@NotNull @Characters(max = 2_000) String reason) {}

    /** What was done. */
    public record Complete(@NotNull @Characters(max = 5_000) String outcome) {}

    /** A page of legs. */
    public record LegPage(List<LegView> items, @Nullable String next) {}

    /**
     * A leg.
     *
     * @param answer why it was declined, or what was done
     * @param secondsOnLeg from its own start to its end; what the party took, whatever others took before
     * @param steps what the party can do now
     */
    public record LegView(
            UUID id,
            int version,
            UUID journeyId,
            Party party,
            String work,
            Packet packet,
            Instant dueAt,
            Leg.State state,
            Instant requestedAt,
            @Nullable Instant acceptedAt,
            @Nullable Instant endedAt,
            @Nullable String answer,
            @Nullable Long secondsOnLeg,
            List<String> steps) {

        static LegView of(Leg leg) {
            var ended = leg.endedAt();
            return new LegView(
                    leg.id(),
                    leg.version(),
                    leg.journeyId(),
                    leg.party(),
                    leg.work(),
                    leg.packet(),
                    leg.dueAt(),
                    leg.state(),
                    leg.requestedAt(),
                    leg.acceptedAt(),
                    ended,
                    leg.answer(),
                    ended == null
                            ? null
                            : Duration.between(leg.requestedAt(), ended).toSeconds(),
                    leg.steps());
        }
    }
}
