package dev.makegood.recovery.macro;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.problem.Problem.Violation;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.Move;
import dev.makegood.recovery.journey.MoveRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Macros: personal, or a team's. What a team says to its customers, its leads write. */
@Path("/v1/journeys/macros")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead"})
@RunOnVirtualThread
public class MacrosResource {

    /** Nobody keeps more in sight; they are shown at once. */
    private static final int ALL = 200;

    private final Macros macros;
    private final Caller caller;
    private final Clock clock;

    MacrosResource(Macros macros, Caller caller, Clock clock) {
        this.macros = macros;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(
            operationId = "makeMacro",
            summary = "Several moves with their texts, by a name. An apology is never among them: it is personal")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MacroView.class)))
    public Response make(@Valid @NotNull MacroRequest request) {
        var macro =
                new Macro(caller.person(), shared(request), request.name(), possible(request.steps()), clock.instant());
        macros.persist(macro);
        return answer(Response.created(URI.create("/v1/journeys/macros/" + macro.id())), macro);
    }

    @GET
    @Transactional
    @Operation(operationId = "listMacros", summary = "The caller's macros and their team's, by name")
    public MacroList list() {
        return new MacroList(macros.seen(ALL).stream().map(MacroView::of).toList());
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getMacro", summary = "A macro")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MacroView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(Response.ok(), macros.require(id));
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "changeMacro", summary = "Whoever made it, or a lead of the team, changes it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MacroView.class)))
    public Response change(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull MacroRequest request) {
        var macro = changing(id, ifMatch);
        macro.become(shared(request), request.name(), possible(request.steps()), clock.instant());
        macros.flush();
        return answer(Response.ok(), macro);
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "deleteMacro", summary = "Whoever made it, or a lead of the team, no longer needs it")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        macros.delete(changing(id, ifMatch));
    }

    private Macro changing(UUID id, @Nullable String ifMatch) {
        var macro = macros.require(id);
        if (!macro.by().id().equals(caller.id()) && !caller.has("lead")) {
            throw new Forbidden(
                    "%s made this; make one of your own.".formatted(macro.by().name()));
        }
        Versions.require(ifMatch, macro.version());
        return macro;
    }

    private @Nullable String shared(MacroRequest request) {
        if (!Boolean.TRUE.equals(request.shared())) {
            return null;
        }
        if (!caller.has("lead")) {
            throw new Forbidden("What a team says to its customers, its leads write.");
        }
        return macros.team()
                .orElseThrow(() ->
                        new Unprocessable("/shared", "no-team", "You are in no team with which it could be shared."));
    }

    /** Steps that can be made, with texts that can be filled: found out now, and not when somebody needs them. */
    private static List<MoveRequest> possible(List<MoveRequest> steps) {
        for (int i = 0; i < steps.size(); i++) {
            possible(steps.get(i), "/steps/" + i);
        }
        return steps;
    }

    private static void possible(MoveRequest step, String pointer) {
        if (step.move() == Move.APOLOGISE) {
            throw new Unprocessable(
                    pointer + "/move", "personal", "An apology is personal: nobody can write it beforehand.");
        }
        try {
            step.requireComplete();
        } catch (Unprocessable e) {
            Violation error = e.errors().getFirst();
            throw new Unprocessable(pointer + error.pointer(), error.code(), error.detail());
        }
        texts(step).forEach((name, text) -> {
            var unknown = MacroText.unknown(text);
            if (!unknown.isEmpty()) {
                throw new Unprocessable(
                        pointer + "/" + name,
                        "unknown-place",
                        "Nothing is known to put in for %s; known: %s.".formatted(unknown, MacroText.PLACES));
            }
        });
    }

    private static Map<String, String> texts(MoveRequest step) {
        Map<String, String> texts = new LinkedHashMap<>();
        put(texts, "words", step.words());
        put(texts, "reason", step.reason());
        put(texts, "evidence", step.evidence());
        return texts;
    }

    private static void put(Map<String, String> texts, String name, @Nullable String text) {
        if (text != null) {
            texts.put(name, text);
        }
    }

    private static Response answer(Response.ResponseBuilder response, Macro macro) {
        return response.tag(Versions.tag(macro.version()))
                .entity(MacroView.of(macro))
                .build();
    }

    /**
     * A macro as it is stated.
     *
     * @param shared whether the caller's team sees it; false where it is not said
     * @param steps moves in the order in which they are made; texts may hold {@code {customer.name}}, {@code {reference}},
     *     {@code {owner.name}} and {@code {agent.name}}
     */
    public record MacroRequest(
            @NotNull @Characters(max = 100, oneLine = true) String name,
            @Nullable Boolean shared,
            @NotNull @Size(min = 1, max = 10) List<@Valid @NotNull MoveRequest> steps) {}

    /** The macros that the caller sees. */
    public record MacroList(List<MacroView> items) {}

    /**
     * A macro.
     *
     * @param team whose it is, if it is shared
     */
    public record MacroView(
            UUID id,
            int version,
            String name,
            Person by,
            @Nullable String team,
            List<MoveRequest> steps,
            Instant savedAt) {

        static MacroView of(Macro macro) {
            return new MacroView(
                    macro.id(),
                    macro.version(),
                    macro.name(),
                    macro.by(),
                    macro.team(),
                    macro.steps(),
                    macro.savedAt());
        }
    }
}
