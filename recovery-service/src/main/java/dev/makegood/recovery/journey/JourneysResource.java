package dev.makegood.recovery.journey;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.PauseReason;
import dev.makegood.recovery.journey.JourneyViews.ApologyView;
import dev.makegood.recovery.journey.JourneyViews.AttemptView;
import dev.makegood.recovery.journey.JourneyViews.JourneyPage;
import dev.makegood.recovery.journey.JourneyViews.JourneyView;
import dev.makegood.recovery.promise.Promises;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** A journey, for those who make it good: reading it, and the moves of its owner. */
@Path("/v1/journeys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead"})
@RunOnVirtualThread
public class JourneysResource {

    private final Journeys journeys;
    private final JourneyQueue queue;
    private final JourneyMoves moves;
    private final Owners owners;
    private final JourneyVersions versions;
    private final Promises promises;
    private final Caller caller;
    private final Clock clock;

    JourneysResource(
            Journeys journeys,
            JourneyQueue queue,
            JourneyMoves moves,
            Owners owners,
            JourneyVersions versions,
            Promises promises,
            Caller caller,
            Clock clock) {
        this.journeys = journeys;
        this.queue = queue;
        this.moves = moves;
        this.owners = owners;
        this.versions = versions;
        this.promises = promises;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "listJourneys",
            summary = "Journeys, the soonest promise first; what is closed only where state=CLOSED asks for it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyPage.class)))
    public Response list(
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("team") @Nullable String team,
            @QueryParam("state") @Nullable JourneyState state,
            @QueryParam("language") @Pattern(regexp = "en|es|el|fi|ru", message = "en, es, el, fi or ru.") @Nullable
                    String language,
            @QueryParam("dueWithinHours") @Min(0) @Max(8_760) @Nullable Integer dueWithinHours,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        return queue.page(
                new JourneyFilter(
                        owner,
                        team,
                        state,
                        language == null ? null : Language.valueOf(language.toUpperCase(Locale.ROOT)),
                        dueWithinHours),
                cursor,
                limit,
                uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "getJourney", summary = "A journey, with its promises and the moves that are possible now")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(journeys.require(id));
    }

    @GET
    @Path("/{id}/ownership")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "getOwnership", summary = "Who owned it when: the proof of one owner at every instant")
    public Ownership ownership(@PathParam("id") UUID id) {
        var journey = journeys.require(id);
        var until = journey.closedAt() == null ? clock.instant() : journey.closedAt();
        return Ownership.of(
                id,
                journey.owner(),
                journey.openedAt(),
                until,
                owners.of(id).stream()
                        .map(interval -> new Ownership.Owned(
                                interval.owner(),
                                interval.fromAt(),
                                interval.untilAt(),
                                interval.reason(),
                                interval.standsInFor()))
                        .toList());
    }

    @POST
    @Path("/{id}/acknowledge")
    @Transactional
    @Operation(operationId = "acknowledgeJourney", summary = "The owner takes it on, by name")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response acknowledge(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Words request) {
        var journey = matching(id, ifMatch);
        moves.acknowledge(journey, request.words());
        return saved(journey);
    }

    @POST
    @Path("/{id}/updates")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "giveUpdate",
            summary = "Tells the customer how things stand; keeps the promise of an update, and makes the next")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response update(@PathParam("id") UUID id, @Valid @NotNull Said request) {
        var journey = journeys.changeByOwner(id);
        moves.giveUpdate(journey, request.words());
        return created(journey);
    }

    @POST
    @Path("/{id}/apologies")
    @Transactional
    @Idempotent
    @Operation(operationId = "apologise", summary = "A personal apology, by the caller, in their own words")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ApologyView.class)))
    public Response apologise(@PathParam("id") UUID id, @Valid @NotNull Said request) {
        var journey = journeys.changeByOwner(id);
        var apology = moves.apologise(journey, request.words());
        return Response.status(Response.Status.CREATED)
                .entity(ApologyView.of(apology))
                .build();
    }

    @PUT
    @Path("/{id}/cause")
    @Transactional
    @Operation(
            operationId = "classifyCause",
            summary = "Says why it happened; PERSON needs evidence that rules out the rest")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response classify(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Why request) {
        var journey = matching(id, ifMatch);
        moves.classify(journey, request.cause(), request.subCause(), request.evidence());
        return saved(journey);
    }

    @POST
    @Path("/{id}/propose")
    @Transactional
    @Operation(operationId = "proposeRecovery", summary = "Says that it is put right, and asks the customer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response propose(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Said request) {
        var journey = matching(id, ifMatch);
        moves.propose(journey, request.words());
        return saved(journey);
    }

    @POST
    @Path("/{id}/close")
    @Transactional
    @Operation(operationId = "closeJourney", summary = "Closes what the customer has confirmed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response close(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var journey = matching(id, ifMatch);
        moves.close(journey);
        return saved(journey);
    }

    @POST
    @Path("/{id}/close-unanswered")
    @Transactional
    @Operation(
            operationId = "closeUnanswered",
            summary = "Closes what the customer was asked and did not answer, tried on two channels; never a yes")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response closeUnanswered(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var journey = matching(id, ifMatch);
        moves.closeUnanswered(journey);
        return saved(journey);
    }

    @POST
    @Path("/{id}/withdraw")
    @Transactional
    @Operation(
            operationId = "withdrawJourney",
            summary = "The customer wants nothing more done, and told the caller so")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response withdraw(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var journey = matching(id, ifMatch);
        moves.withdraw(journey);
        return saved(journey);
    }

    @POST
    @Path("/{id}/reopen")
    @Transactional
    @Operation(
            operationId = "reopenJourney",
            summary =
                    "The customer comes back: the same owner goes on, or whoever is there for them; one level up is told")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response reopen(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Said request) {
        var journey = journeys.change(id);
        versions.require(journey, ifMatch);
        moves.reopen(journey, request.words());
        return saved(journey);
    }

    @POST
    @Path("/{id}/assign")
    @RolesAllowed("lead")
    @Transactional
    @Operation(operationId = "assignJourney", summary = "A lead gives it to someone; others offer a transfer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response assign(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Assignment request) {
        var journey = matching(id, ifMatch);
        moves.assign(journey, request.to(), request.reason());
        return saved(journey);
    }

    @POST
    @Path("/{id}/attempts")
    @Transactional
    @Idempotent
    @Operation(operationId = "logAttempt", summary = "Someone tried to reach the customer, and how")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AttemptView.class)))
    public Response attempt(@PathParam("id") UUID id, @Valid @NotNull Tried request) {
        var attempt = moves.logAttempt(
                journeys.changeByOwner(id), request.channel(), request.words(), Boolean.TRUE.equals(request.reached()));
        return Response.status(Response.Status.CREATED)
                .entity(AttemptView.of(attempt))
                .build();
    }

    @POST
    @Path("/{id}/pause")
    @Transactional
    @Operation(
            operationId = "pauseJourney",
            summary =
                    "Its clocks stand still, except those of the law, for a reason that the customer sees and not for long")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response pause(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Stopped request) {
        var journey = matching(id, ifMatch);
        journey.pause(request.until());
        journeys.tell(
                journey,
                promises.pause(
                        id, request.reason(), request.words(), caller.person(), request.until(), journey.state()));
        return saved(journey);
    }

    @POST
    @Path("/{id}/resume")
    @Transactional
    @Operation(operationId = "resumeJourney", summary = "Its clocks go on, before the pause ends by itself")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = JourneyView.class)))
    public Response resume(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var journey = matching(id, ifMatch);
        journey.resume();
        journeys.tell(journey, promises.resume(id, caller.person(), journey.state()));
        return saved(journey);
    }

    private Journey matching(UUID id, @Nullable String ifMatch) {
        var journey = journeys.changeByOwner(id);
        versions.require(journey, ifMatch);
        return journey;
    }

    /** What it is after the change; the version is known once the change is written. */
    private Response saved(Journey journey) {
        journeys.flush();
        return answer(journey);
    }

    private Response created(Journey journey) {
        journeys.flush();
        return Response.status(Response.Status.CREATED)
                .tag(Versions.tag(journey.version()))
                .entity(JourneyView.of(journey, promises.of(journey.id())))
                .build();
    }

    private Response answer(Journey journey) {
        return Response.ok(JourneyView.of(journey, promises.of(journey.id())))
                .tag(Versions.tag(journey.version()))
                .build();
    }

    /** Words that may be added. */
    public record Words(@Characters(max = 5_000) @Nullable String words) {}

    /** Words that are needed. */
    public record Said(@NotNull @Characters(max = 5_000) String words) {}

    /**
     * Why it happened.
     *
     * @param subCause which of the company's own causes of that class
     * @param evidence needed where a person is said to be the cause
     */
    public record Why(
            @NotNull CauseClass cause,
            @Characters(max = 100, oneLine = true) @Nullable String subCause,
            @Characters(max = 5_000) @Nullable String evidence) {}

    /**
     * Why clocks stand still, and until when at the latest.
     *
     * @param words what the customer reads
     */
    public record Stopped(
            @NotNull PauseReason reason,
            @NotNull Instant until,
            @Characters(max = 2_000) @Nullable String words) {}

    /** To whom it is given, and why. */
    public record Assignment(
            @NotNull @Characters(max = 100, oneLine = true) String to,
            @NotNull @Characters(max = 2_000) String reason) {}

    /**
     * How the customer was tried.
     *
     * @param reached whether they were spoken to; then they know what no message had brought them
     */
    public record Tried(
            Attempt.@NotNull Channel channel,
            @Characters(max = 2_000) @Nullable String words,
            @Nullable Boolean reached) {}
}
