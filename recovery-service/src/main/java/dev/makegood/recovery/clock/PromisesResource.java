package dev.makegood.recovery.clock;

import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.calendar.Calendars;
import dev.makegood.recovery.calendar.Term;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.promise.Commitment;
import dev.makegood.recovery.promise.Pause;
import dev.makegood.recovery.promise.Promise;
import dev.makegood.recovery.promise.Promises;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What the customer of a journey was promised, by when, and what became of it. */
@Path("/v1/journeys/{id}/promises")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead"})
@RunOnVirtualThread
public class PromisesResource {

    private final Journeys journeys;
    private final Promises promises;
    private final Clock clock;

    PromisesResource(Journeys journeys, Promises promises, Clock clock) {
        this.journeys = journeys;
        this.promises = promises;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "listPromises",
            summary = "The promises of a journey, the soonest due first, and how much time is left for each")
    public PromiseList list(@PathParam("id") UUID id) {
        journeys.require(id);
        var pauses = promises.pauses(id);
        return new PromiseList(
                promises.of(id).stream().map(promise -> detail(promise, pauses)).toList());
    }

    @GET
    @Path("/{promise}")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "getPromise", summary = "A promise, and how much time is left for it")
    public PromiseDetail get(@PathParam("id") UUID id, @PathParam("promise") UUID promise) {
        return detail(require(id, promise), promises.pauses(id));
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(
            operationId = "makePromise",
            summary =
                    "Promises the customer something, for the first time or after another promise, which keeps its fate")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PromiseDetail.class)))
    public Response make(@PathParam("id") UUID id, @Valid @NotNull NewPromise request) {
        var commitment = request.commitment();
        var journey = journeys.changeByOwner(id);
        journey.promised();
        var made = promises.makeByPerson(id, commitment, journey.state());
        journeys.tell(journey, List.of(made));
        journeys.flush();
        return Response.created(URI.create("/v1/journeys/%s/promises/%s".formatted(id, made.promiseId())))
                .tag(Versions.tag(journey.version()))
                .entity(detail(require(id, made.promiseId()), promises.pauses(id)))
                .build();
    }

    @POST
    @Path("/{promise}/keep")
    @Transactional
    @Operation(
            operationId = "keepPromise",
            summary =
                    "What was promised has happened: a first contact, a call, a delivery; the rest is kept by doing it here")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PromiseDetail.class)))
    public Response keep(
            @PathParam("id") UUID id,
            @PathParam("promise") UUID promise,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Proof request) {
        var journey = journeys.changeByOwner(id);
        Versions.require(ifMatch, journey.version());
        journeys.tell(journey, promises.keep(id, promise, request.proof(), journey.state()));
        journeys.flush();
        return Response.ok(detail(require(id, promise), promises.pauses(id)))
                .tag(Versions.tag(journey.version()))
                .build();
    }

    private Promise require(UUID journey, UUID id) {
        return promises.findByIdOptional(id)
                .filter(promise -> promise.journeyId().equals(journey))
                .orElseThrow(NotFound::new);
    }

    private PromiseDetail detail(Promise promise, List<Pause> pauses) {
        return PromiseDetail.of(promise, promises.left(promise, pauses, clock.instant()));
    }

    /**
     * A promise that somebody makes.
     *
     * @param dueAt by when; else a term
     * @param term within which time, as in {@code 4 working hours} or {@code 3 days}; else a time
     * @param calendar in whose time the term counts; day and night if it is not said
     * @param replaces the promise that could not be kept, or not be kept in time
     * @param words what the customer was told
     */
    public record NewPromise(
            @NotNull PromiseKind kind,
            @Nullable Instant dueAt,
            @Characters(max = 40, oneLine = true) @Nullable String term,
            @Characters(max = 60, oneLine = true) @Nullable String calendar,
            @Nullable UUID replaces,
            @Characters(max = 2_000) @Nullable String words) {

        Commitment commitment() {
            if ((term == null) == (dueAt == null)) {
                throw new Unprocessable("/term", "either-or", "Either a term, or a time at /dueAt.");
            }
            try {
                return new Commitment(
                        kind,
                        term == null ? null : Term.of(term),
                        dueAt,
                        calendar == null ? Calendars.ALWAYS : calendar,
                        null,
                        replaces,
                        words);
            } catch (IllegalArgumentException e) {
                throw new Unprocessable("/term", "not-a-term", String.valueOf(e.getMessage()));
            }
        }
    }

    /** How it is known that it happened. */
    public record Proof(@NotNull @Characters(max = 2_000) String proof) {}

    /** The promises of a journey. */
    public record PromiseList(List<PromiseDetail> items) {}

    /**
     * A promise.
     *
     * @param left how much time is left in its calendar's own time, as of ISO 8601; not counted while its clock stands still
     * @param warnAt when its owner is warned
     * @param right the right of the charter that asks for it
     * @param doneAt when what was promised happened, in time or not
     */
    public record PromiseDetail(
            UUID id,
            PromiseKind kind,
            Promise.State state,
            Instant dueAt,
            String left,
            Instant warnAt,
            @Nullable String term,
            String calendar,
            int calendarVersion,
            @Nullable String right,
            @Nullable UUID replaces,
            @Nullable String words,
            Instant madeAt,
            @Nullable Instant settledAt,
            @Nullable Instant doneAt,
            @Nullable String proof) {

        static PromiseDetail of(Promise promise, Duration left) {
            var term = promise.term();
            return new PromiseDetail(
                    promise.id(),
                    promise.kind(),
                    promise.state(),
                    promise.dueAt(),
                    left.toString(),
                    promise.warnAt(),
                    term == null ? null : term.toString(),
                    promise.calendarId(),
                    promise.calendarVersion(),
                    promise.right(),
                    promise.replaces(),
                    promise.words(),
                    promise.madeAt(),
                    promise.settledAt(),
                    promise.doneAt(),
                    promise.proof());
        }
    }
}
