package dev.makegood.recovery.problem;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.CauseClass;
import dev.makegood.recovery.cause.SubCauses;
import dev.makegood.recovery.charter.Wording;
import dev.makegood.recovery.problem.ProblemViews.Added;
import dev.makegood.recovery.problem.ProblemViews.LinkedPage;
import dev.makegood.recovery.problem.ProblemViews.LinkedView;
import dev.makegood.recovery.problem.ProblemViews.ProblemItem;
import dev.makegood.recovery.problem.ProblemViews.ProblemPage;
import dev.makegood.recovery.problem.ProblemViews.ProblemView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

/** Problems: raised, linked to what they caused, fixed, and proven to be gone. */
@Path("/v1/problems")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class ProblemsResource {

    private static final int LONGEST_WINDOW = 366;

    private final Problems problems;
    private final SubCauses subCauses;
    private final Caller caller;
    private final Clock clock;

    ProblemsResource(Problems problems, SubCauses subCauses, Caller caller, Clock clock) {
        this.problems = problems;
        this.subCauses = subCauses;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(operationId = "raiseProblem", summary = "Says that several complaints share a cause")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProblemView.class)))
    public Response raise(@Valid @NotNull NewProblem request) {
        subCauses.require(request.cause(), request.subCause(), "/subCause");
        var problem = new Problem(
                request.title(),
                request.cause(),
                request.subCause(),
                request.product(),
                request.hypothesis(),
                request.windowDays(),
                request.baseline(),
                caller.person(),
                clock.instant());
        problems.persist(problem);
        problems.flush();
        return Response.created(URI.create("/v1/problems/" + problem.id()))
                .tag(Versions.tag(problem.version()))
                .entity(view(problem))
                .build();
    }

    @GET
    @Transactional
    @Operation(operationId = "listProblems", summary = "Problems, the newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProblemPage.class)))
    public Response list(
            @QueryParam("state") Problem.@Nullable State state,
            @QueryParam("cause") @Nullable CauseClass cause,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        return Page.of(
                        problems.newest(state, cause, Cursor.of(cursor).orElse(null), size + 1),
                        size,
                        problem -> new Cursor(problem.raisedAt(), problem.id()))
                .map(ProblemItem::of)
                .respond(uri);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getProblem", summary = "A problem, with what was counted since it was fixed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProblemView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(problems.require(id));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(operationId = "changeProblem", summary = "What is thought of a problem that is not fixed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProblemView.class)))
    public Response change(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull ChangedProblem request) {
        var problem = matching(id, ifMatch);
        problem.become(request.title(), request.hypothesis(), request.windowDays(), request.baseline());
        return saved(problem);
    }

    @POST
    @Path("/{id}/fix")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(
            operationId = "fixProblem",
            summary = "Something was done about it: what customers said, and what was fixed, as they will be told")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProblemView.class)))
    public Response fix(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Fix request) {
        var problem = matching(id, ifMatch);
        var now = clock.instant();
        var fixedAt = request.fixedAt() == null ? now : request.fixedAt();
        if (fixedAt.isAfter(now)) {
            throw new Unprocessable("/fixedAt", "out-of-range", "What is to be fixed later is not fixed.");
        }
        problem.fix(
                request.said(),
                request.fixed(),
                fixedAt,
                problems.count(problem, fixedAt.minus(problem.window()), fixedAt));
        return saved(problem);
    }

    @PUT
    @Path("/{id}/publication")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(
            operationId = "publishProblem",
            summary = "Lets everybody know of it, in every language: who has it too says so with one link, and is told"
                    + " when it is fixed")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProblemView.class)))
    public Response publish(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Known request) {
        var problem = matching(id, ifMatch);
        problem.publish(request.title(), request.text(), caller.person(), clock.instant());
        return saved(problem);
    }

    @DELETE
    @Path("/{id}/publication")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(operationId = "takeBackPublication", summary = "It is only ours to know again")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProblemView.class)))
    public Response takeBack(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var problem = matching(id, ifMatch);
        problem.takeBack();
        return saved(problem);
    }

    @POST
    @Path("/{id}/close")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(operationId = "closeProblem", summary = "Closes what is proven to happen no more")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProblemView.class)))
    public Response close(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var problem = matching(id, ifMatch);
        problem.close(clock.instant());
        return saved(problem);
    }

    @POST
    @Path("/{id}/journeys")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "linkJourneys",
            summary = "Says which journeys it caused: these, or with matching all of its cause until it was fixed")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Added.class)))
    public Response link(@PathParam("id") UUID id, @Valid @NotNull Links request) {
        var problem = problems.change(id);
        boolean matching = Boolean.TRUE.equals(request.matching());
        if (matching == (request.journeys() != null)) {
            throw new Unprocessable("/journeys", "ambiguous", "Either journeys, or matching: true.");
        }
        int added = request.journeys() == null
                ? problems.linkMatching(problem)
                : problems.link(problem, request.journeys());
        return Response.status(Response.Status.CREATED).entity(new Added(added)).build();
    }

    @GET
    @Path("/{id}/journeys")
    @Transactional
    @Operation(operationId = "listLinkedJourneys", summary = "The journeys that a problem caused, by id")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LinkedPage.class)))
    public Response linked(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        problems.require(id);
        int size = Page.limit(limit);
        return Page.of(
                        problems.linked(id, Cursor.of(cursor).map(Cursor::id).orElse(null), size + 1),
                        size,
                        linked -> new Cursor(Instant.EPOCH, linked.journey()))
                .map(LinkedView::of)
                .respond(uri);
    }

    @DELETE
    @Path("/{id}/journeys/{journey}")
    @Transactional
    @Operation(operationId = "unlinkJourney", summary = "It was another cause after all")
    @APIResponse(responseCode = "204")
    public Response unlink(@PathParam("id") UUID id, @PathParam("journey") UUID journey) {
        problems.unlink(problems.change(id), journey);
        return Response.noContent().build();
    }

    private Problem matching(UUID id, @Nullable String ifMatch) {
        var problem = problems.change(id);
        Versions.require(ifMatch, problem.version());
        return problem;
    }

    private Response saved(Problem problem) {
        problems.flush();
        return answer(problem);
    }

    private Response answer(Problem problem) {
        return Response.ok(view(problem)).tag(Versions.tag(problem.version())).build();
    }

    private ProblemView view(Problem problem) {
        return ProblemView.of(problem, problems.counts(problem.id()));
    }

    /**
     * A problem as it is raised.
     *
     * @param product whose complaints are meant; those of all products without it
     * @param windowDays for how long a fix has to hold
     * @param baseline how many complaints came in such a time before; counted when it is fixed where it is not stated
     */
    public record NewProblem(
            @NotNull @Characters(max = 200, oneLine = true) String title,
            @NotNull CauseClass cause,
            @Characters(max = 60, oneLine = true) @Nullable String subCause,
            @Characters(max = 200, oneLine = true) @Nullable String product,
            @Characters(max = 5_000) @Nullable String hypothesis,
            @NotNull @Min(1) @Max(LONGEST_WINDOW) Integer windowDays,
            @Min(1) @Max(1_000_000) @Nullable Integer baseline) {}

    /** What is thought of a problem now. */
    public record ChangedProblem(
            @NotNull @Characters(max = 200, oneLine = true) String title,
            @Characters(max = 5_000) @Nullable String hypothesis,
            @NotNull @Min(1) @Max(LONGEST_WINDOW) Integer windowDays,
            @Min(1) @Max(1_000_000) @Nullable Integer baseline) {}

    /**
     * What was done about it.
     *
     * @param said what customers said, in their languages
     * @param fixed what was fixed, in their languages
     */
    public record Fix(
            @NotNull @Valid Wording said,
            @NotNull @Valid Wording fixed,
            @Nullable Instant fixedAt) {}

    /**
     * What everybody may know of it, in their languages.
     *
     * @param title what it is called
     * @param text what happens, what is done about it, and what to do meanwhile
     */
    public record Known(
            @NotNull @Valid Wording title, @NotNull @Valid Wording text) {}

    /** What it caused. */
    public record Links(
            @Size(min = 1, max = 1_000) @Nullable List<@NotNull UUID> journeys,
            @Nullable Boolean matching) {}
}
