package dev.makegood.recovery.leg;

import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.leg.LegsResource.LegView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The legs of a journey, for its owner, who asks for them. */
@Path("/v1/journeys/{id}/legs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JourneyLegsResource {

    private final Legs legs;
    private final Parties parties;
    private final Journeys journeys;
    private final Clock clock;

    JourneyLegsResource(Legs legs, Parties parties, Journeys journeys, Clock clock) {
        this.legs = legs;
        this.parties = parties;
        this.journeys = journeys;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "requestLeg",
            summary = "Asks a party to walk a leg; it leaves with a complete packet, or not at all")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LegView.class)))
    public Response request(@PathParam("id") UUID id, @Valid @NotNull NewLeg request) {
        var journey = journeys.changeByOwner(id);
        var now = clock.instant();
        if (!request.dueAt().isAfter(now)) {
            throw new Unprocessable("/dueAt", "in-the-past", "A leg is due in the future.");
        }
        var party = parties.findByIdOptional(request.party())
                .orElseThrow(() -> new Unprocessable("/party", "unknown", "There is no such party."));
        journey.legRequested();
        var leg = new Leg(id, party, request.work(), request.packet(), request.dueAt(), now);
        legs.request(leg);
        journeys.tell(journey, List.of(leg.requested(journey.state())));
        return Response.created(URI.create("/v1/legs/" + leg.id()))
                .tag(Versions.tag(leg.version()))
                .entity(LegView.of(leg))
                .build();
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "listLegsOfJourney",
            summary = "The legs of a journey, in the order in which they were asked for")
    public LegList list(@PathParam("id") UUID id) {
        journeys.require(id);
        return new LegList(legs.of(id).stream().map(LegView::of).toList());
    }

    /** A leg that is asked for. */
    public record NewLeg(
            @NotNull @Characters(max = 60, oneLine = true) String party,
            @NotNull @Characters(max = 5_000) String work,
            @NotNull Instant dueAt,
            @Valid @NotNull Packet packet) {}

    /** The legs of a journey. */
    public record LegList(List<LegView> items) {}
}
