package dev.makegood.recovery.agent;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Conflict;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** When someone is away, and who stands in for them. */
@Path("/v1/agents/{agent}/absences")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AbsencesResource {

    private final Agents agents;
    private final Caller caller;
    private final Clock clock;

    AbsencesResource(Agents agents, Caller caller, Clock clock) {
        this.agents = agents;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "listAbsences", summary = "When someone is or will be away, and who stands in for them")
    public AbsenceList list(@PathParam("agent") String agent) {
        var who = agents.require(mine(agent)).id();
        return new AbsenceList(
                agents.absences(who, clock.instant()).stream().map(this::view).toList());
    }

    @POST
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "addAbsence",
            summary = "Someone will be away; their deputy owns what is theirs from the first to the last second")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AbsenceView.class)))
    public Response add(@PathParam("agent") String agent, @Valid @NotNull AbsenceRequest request) {
        var who = locked(agent);
        var now = clock.instant();
        var from = request.from() == null ? now : request.from().truncatedTo(ChronoUnit.MICROS);
        var until = request.until().truncatedTo(ChronoUnit.MICROS);
        if (from.isBefore(now)) {
            throw new Unprocessable(
                    "/from", "in-the-past", "What has been owned stays as it was: from now on, or later.");
        }
        if (!until.isAfter(from)) {
            throw new Unprocessable("/until", "too-early", "It ends after it begins.");
        }
        var deputy = agents.named(request.deputy(), "/deputy");
        if (deputy.id().equals(who.id())) {
            throw new Unprocessable("/deputy", "oneself", "Nobody stands in for themselves.");
        }
        if (agents.absences(who.id(), from).stream()
                .anyMatch(other -> other.fromAt().isBefore(until))) {
            throw new Conflict("They are away already for a part of that time.");
        }
        var absence = new Absence(who.id(), deputy.id(), from, until, request.reason() == null ? "" : request.reason());
        agents.getEntityManager().persist(absence);
        agents.changed(absence, agents.ledTo(who.id(), now));
        return Response.created(URI.create("/v1/agents/%s/absences/%s".formatted(who.id(), absence.id())))
                .entity(view(absence))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "endAbsence",
            summary = "They are back, or do not go; from now on their journeys are theirs")
    @APIResponse(responseCode = "204", description = "They are here.")
    public Response end(@PathParam("agent") String agent, @PathParam("id") UUID id) {
        var who = locked(agent);
        var absence = agents.absence(id);
        if (absence == null || !absence.agentId().equals(who.id())) {
            throw new NotFound();
        }
        var now = clock.instant();
        if (absence.untilAt().isAfter(now)) {
            var affected = agents.ledTo(who.id(), now);
            absence.end(now);
            agents.changed(absence, affected);
        }
        return Response.noContent().build();
    }

    private Agent locked(String agent) {
        var who = mine(agent);
        if (!who.equals(caller.id()) && !caller.has("lead") && !caller.has("manager")) {
            throw new Forbidden("That is for themselves, or a lead, to say.");
        }
        return agents.findByIdOptional(who, LockModeType.PESSIMISTIC_WRITE).orElseThrow(NotFound::new);
    }

    private String mine(String id) {
        return id.equals("me") ? caller.id() : id;
    }

    private AbsenceView view(Absence absence) {
        return new AbsenceView(
                absence.id(),
                agents.require(absence.deputyId()).person(),
                absence.fromAt(),
                absence.untilAt(),
                absence.reason());
    }

    /** When someone is away. */
    public record AbsenceList(List<AbsenceView> items) {}

    /**
     * Someone will be away.
     *
     * @param deputy who stands in for them, by id
     * @param from now, if it is not said
     */
    public record AbsenceRequest(
            @NotNull @Characters(max = 100, oneLine = true) String deputy,
            @Nullable Instant from,
            @NotNull Instant until,
            @Characters(max = 500) @Nullable String reason) {}

    /** Someone is away. */
    public record AbsenceView(UUID id, Person deputy, Instant from, Instant until, String reason) {}
}
