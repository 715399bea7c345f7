package dev.makegood.recovery.remedy;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Amounts;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.contract.RemedyKind;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import dev.makegood.recovery.wallet.Wallets;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the owner's wallet does not hold, a colleague can grant from theirs, as a leg of the journey. Nobody approves anything: the
 * colleague spends, or does not.
 */
@Path("/v1/journeys/{journey}/remedies/grants")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class GrantsResource {

    private final AskedGrants grants;
    private final Remedies remedies;
    private final Journeys journeys;
    private final Wallets wallets;
    private final Agents agents;
    private final Promises promises;
    private final Tasks tasks;
    private final RemedySettings settings;
    private final Caller caller;
    private final Clock clock;

    GrantsResource(
            AskedGrants grants,
            Remedies remedies,
            Journeys journeys,
            Wallets wallets,
            Agents agents,
            Promises promises,
            Tasks tasks,
            RemedySettings settings,
            Caller caller,
            Clock clock) {
        this.grants = grants;
        this.remedies = remedies;
        this.journeys = journeys;
        this.wallets = wallets;
        this.agents = agents;
        this.promises = promises;
        this.tasks = tasks;
        this.settings = settings;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "askGrant",
            summary = "Asks a colleague to grant, from their wallet, what the owner's does not hold")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = GrantView.class)))
    public Response ask(@PathParam("journey") UUID id, @Valid @NotNull Ask request) {
        var journey = journeys.changeByOwner(id);
        var to = agents.named(request.to(), "/to");
        if (to.id().equals(caller.id())) {
            throw new Unprocessable("/to", "self", "What your own wallet holds, you offer.");
        }
        var value = Amounts.require(request.value(), "/value");
        if (value.amount().signum() == 0) {
            throw new Unprocessable("/value/amount", "out-of-range", "What costs nothing, you offer yourself.");
        }
        journey.grantAsked();
        var now = clock.instant();
        var grant = new AskedGrant(
                id, to, request.kind(), request.description(), value, caller.person(), dueAt(id, now), now);
        grants.persist(grant);
        tasks.add(new Task(
                id,
                to,
                Task.Kind.RESPOND,
                "%s asks you to grant %s %s from your wallet: %s."
                        .formatted(
                                caller.person().name(),
                                value.amount().toPlainString(),
                                value.currency(),
                                journey.reference()),
                grant.dueAt(),
                now));
        journeys.tell(journey, List.of(grant.asked(journey.state())));
        return answer(
                grant, Response.created(URI.create("/v1/journeys/%s/remedies/grants/%s".formatted(id, grant.id()))));
    }

    @GET
    @Transactional
    @Operation(operationId = "listGrants", summary = "What colleagues were asked to grant on a journey, in order")
    public GrantList list(@PathParam("journey") UUID id) {
        journeys.require(id);
        return new GrantList(grants.of(id).stream().map(GrantView::of).toList());
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getGrant", summary = "What a colleague was asked to grant")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GrantView.class)))
    public Response get(@PathParam("journey") UUID journey, @PathParam("id") UUID id) {
        return answer(grants.require(journey, id), Response.ok());
    }

    @POST
    @Path("/{id}/grant")
    @Transactional
    @Operation(
            operationId = "grant",
            summary = "The colleague who was asked grants it from their wallet; it is offered to the customer at once")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GrantView.class)))
    public Response grant(
            @PathParam("journey") UUID journeyId,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        var journey = journeys.change(journeyId);
        var grant = asked(journeyId, id, ifMatch);
        var now = clock.instant();
        var remedy = new Remedy(journeyId, grant.kind(), grant.description(), grant.value(), grant.askedBy(), now);
        remedies.persist(remedy);
        List<JourneyEvent> events = new ArrayList<>(List.of(grant.grant(remedy, journey.state(), now)));
        journey.remedyOffered();
        journey.legEnded();
        wallets.spend(grant.value(), journeyId, remedy.id());
        events.addAll(remedy.given(caller.person(), journey));
        events.add(grant.granted(journey.state(), now));
        return ended(journey, grant, events);
    }

    @POST
    @Path("/{id}/decline")
    @Transactional
    @Operation(operationId = "declineGrant", summary = "The colleague who was asked does not; it is the owner's again")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GrantView.class)))
    public Response decline(
            @PathParam("journey") UUID journeyId,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Why request) {
        var journey = journeys.change(journeyId);
        var grant = asked(journeyId, id, ifMatch);
        var declined = grant.decline(request.reason(), journey.state(), clock.instant());
        journey.legEnded();
        return ended(journey, grant, List.of(declined));
    }

    @POST
    @Path("/{id}/withdraw")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(operationId = "withdrawGrant", summary = "The owner no longer needs it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GrantView.class)))
    public Response withdraw(
            @PathParam("journey") UUID journeyId,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Why request) {
        var journey = journeys.changeByOwner(journeyId);
        var grant = grants.require(journeyId, id);
        Versions.require(ifMatch, grant.version());
        var withdrawn = grant.withdraw(caller.person(), request.reason(), journey.state(), clock.instant());
        journey.legEnded();
        return ended(journey, grant, List.of(withdrawn));
    }

    /** The grant, for the one who is asked for it. */
    private AskedGrant asked(UUID journey, UUID id, @Nullable String ifMatch) {
        var grant = grants.require(journey, id);
        if (!grant.to().id().equals(caller.id())) {
            throw new Forbidden(
                    "%s was asked, and answers.".formatted(grant.to().name()));
        }
        Versions.require(ifMatch, grant.version());
        return grant;
    }

    private Response ended(Journey journey, AskedGrant grant, List<? extends JourneyEvent> events) {
        tasks.update(
                "doneAt = ?1, version = version + 1 where journeyId = ?2 and kind = ?3 and personId = ?4 and doneAt is null",
                clock.instant(),
                journey.id(),
                Task.Kind.RESPOND,
                grant.to().id());
        journeys.tell(journey, events);
        grants.flush();
        return answer(grant, Response.ok());
    }

    /** In time for what the customer was promised. */
    private Instant dueAt(UUID journey, Instant now) {
        var within = now.plus(settings.grantWithin());
        return promises.resolution(journey)
                .filter(promised -> promised.isAfter(now) && promised.isBefore(within))
                .orElse(within);
    }

    private static Response answer(AskedGrant grant, Response.ResponseBuilder response) {
        return response.tag(Versions.tag(grant.version()))
                .entity(GrantView.of(grant))
                .build();
    }

    /**
     * What a colleague is asked to grant.
     *
     * @param to the colleague's id
     */
    public record Ask(
            @NotNull @Characters(max = 100, oneLine = true) String to,
            @NotNull RemedyKind kind,
            @NotNull @Characters(max = 2_000) String description,
            @NotNull Money value) {}

    /** Why not. */
    public record Why(@NotNull @Characters(max = 2_000) String reason) {}

    /** What colleagues were asked to grant. */
    public record GrantList(List<GrantView> items) {}

    /**
     * What a colleague was asked to grant.
     *
     * @param remedyId what was offered to the customer, once it is granted
     * @param steps what can be done with it now: by the colleague, and WITHDRAW by the owner
     */
    public record GrantView(
            UUID id,
            int version,
            UUID journeyId,
            Person to,
            Person askedBy,
            RemedyKind kind,
            String description,
            Money value,
            AskedGrant.State state,
            Instant askedAt,
            Instant dueAt,
            @Nullable Instant endedAt,
            @Nullable String answer,
            @Nullable UUID remedyId,
            List<String> steps) {

        static GrantView of(AskedGrant grant) {
            return new GrantView(
                    grant.id(),
                    grant.version(),
                    grant.journeyId(),
                    grant.to(),
                    grant.askedBy(),
                    grant.kind(),
                    grant.description(),
                    grant.value(),
                    grant.state(),
                    grant.askedAt(),
                    grant.dueAt(),
                    grant.endedAt(),
                    grant.answer(),
                    grant.remedyId(),
                    grant.steps());
        }
    }
}
