package dev.makegood.recovery.macro;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.Refusal;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.contract.JourneyState;
import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.JourneyMoves;
import dev.makegood.recovery.journey.JourneyVersions;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.journey.Move;
import dev.makegood.recovery.journey.MoveRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Macros on a journey: the moves that their steps are, through the same guards, all or none. */
@Path("/v1/journeys/{id}/macros")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead"})
@RunOnVirtualThread
public class MacroRunsResource {

    private final Macros macros;
    private final Journeys journeys;
    private final JourneyMoves moves;
    private final JourneyVersions versions;
    private final Validator validator;
    private final Caller caller;

    MacroRunsResource(
            Macros macros,
            Journeys journeys,
            JourneyMoves moves,
            JourneyVersions versions,
            Validator validator,
            Caller caller) {
        this.macros = macros;
        this.journeys = journeys;
        this.moves = moves;
        this.versions = versions;
        this.validator = validator;
        this.caller = caller;
    }

    @GET
    @Path("/{macro}")
    @Transactional
    @Operation(operationId = "previewMacro", summary = "What a macro would do, and say, on this journey")
    public MacroRun preview(@PathParam("id") UUID id, @PathParam("macro") UUID macro) {
        var journey = journeys.require(id);
        return run(journey, macros.require(macro).filled(values(journey)));
    }

    @POST
    @Path("/{macro}/run")
    @Transactional
    @Operation(operationId = "runMacro", summary = "Makes all moves of a macro, or, if one is not possible, none")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MacroRun.class)))
    public Response run(
            @PathParam("id") UUID id,
            @PathParam("macro") UUID macro,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        var known = macros.require(macro);
        var journey = journeys.changeByOwner(id);
        versions.require(journey, ifMatch);
        var steps = known.filled(values(journey));
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            try {
                requireFits(step);
                moves.make(journey, step);
            } catch (Refusal refusal) {
                throw new MacroStopped(i, step.move(), refusal);
            }
        }
        journeys.flush();
        return Response.ok(run(journey, steps))
                .tag(Versions.tag(journey.version()))
                .build();
    }

    /** A long name can make a long text too long. */
    private void requireFits(MoveRequest step) {
        validator.validate(step).stream().findFirst().ifPresent(violation -> {
            throw new Unprocessable("/" + violation.getPropertyPath(), "wrong-size", violation.getMessage());
        });
    }

    private Map<String, String> values(Journey journey) {
        return Map.of(
                "customer.name", journey.customerName(),
                "reference", journey.reference(),
                "owner.name", journey.owner().name(),
                "agent.name", caller.person().name());
    }

    private static MacroRun run(Journey journey, List<MoveRequest> steps) {
        return new MacroRun(journey.id(), journey.version(), journey.state(), steps, journey.moves());
    }

    /**
     * What a macro does on a journey.
     *
     * @param steps with their texts as the customer reads them
     * @param moves what is possible on the journey now
     */
    public record MacroRun(UUID journeyId, int version, JourneyState state, List<MoveRequest> steps, Set<Move> moves) {}
}
