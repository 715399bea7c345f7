package dev.makegood.recovery.remedy;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.rest.Amounts;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.RemedyKind;
import dev.makegood.recovery.journey.Journeys;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Remedies: offered by the owner after an apology, answered by the customer, delivered with proof. */
@Path("/v1/journeys/{journey}/remedies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead"})
@RunOnVirtualThread
public class RemediesResource {

    private final Remedies remedies;
    private final Journeys journeys;
    private final Wallets wallets;
    private final Caller caller;
    private final Clock clock;

    RemediesResource(Remedies remedies, Journeys journeys, Wallets wallets, Caller caller, Clock clock) {
        this.remedies = remedies;
        this.journeys = journeys;
        this.wallets = wallets;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(
            operationId = "offerRemedy",
            summary =
                    "Offers the customer something that puts it right, from the caller's wallet and without asking anyone")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RemedyView.class)))
    public Response offer(@PathParam("journey") UUID id, @Valid @NotNull Offer request) {
        var journey = journeys.changeByOwner(id);
        var value = request.value() == null ? null : Amounts.require(request.value(), "/value");
        journey.remedyOffered();
        var remedy = new Remedy(id, request.kind(), request.description(), value, caller.person(), clock.instant());
        remedies.persist(remedy);
        if (value != null && value.amount().signum() > 0) {
            wallets.spend(value, id, remedy.id());
        }
        journeys.tell(journey, remedy.given(caller.person(), journey));
        return Response.created(URI.create("/v1/journeys/%s/remedies/%s".formatted(id, remedy.id())))
                .tag(Versions.tag(remedy.version()))
                .entity(RemedyView.of(remedy))
                .build();
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "listRemedies",
            summary = "The remedies of a journey, in the order in which they were offered")
    public RemedyList list(@PathParam("journey") UUID id) {
        journeys.require(id);
        return new RemedyList(remedies.of(id).stream().map(RemedyView::of).toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "getRemedy", summary = "A remedy")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RemedyView.class)))
    public Response get(@PathParam("journey") UUID journey, @PathParam("id") UUID id) {
        return answer(remedies.require(journey, id));
    }

    @POST
    @Path("/{id}/answer")
    @Transactional
    @Operation(operationId = "answerRemedy", summary = "What the customer said to the offer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RemedyView.class)))
    public Response answer(
            @PathParam("journey") UUID journeyId,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Answer request) {
        var journey = journeys.changeByOwner(journeyId);
        var remedy = remedies.require(journeyId, id);
        Versions.require(ifMatch, remedy.version());
        var answered = remedy.answer(request.accepted(), journey.state(), clock.instant());
        if (request.accepted()) {
            journey.remedyAccepted();
        } else {
            journey.remedyEnded();
            wallets.takeBack(id, caller.person());
        }
        journeys.tell(journey, List.of(answered));
        remedies.flush();
        return answer(remedy);
    }

    @POST
    @Path("/{id}/deliver")
    @Transactional
    @Operation(operationId = "deliverRemedy", summary = "The customer has it, and this is the proof")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RemedyView.class)))
    public Response deliver(
            @PathParam("journey") UUID journeyId,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Delivery request) {
        var journey = journeys.changeByOwner(journeyId);
        var remedy = remedies.require(journeyId, id);
        Versions.require(ifMatch, remedy.version());
        var delivered = remedy.deliver(request.proof(), journey.state(), clock.instant());
        journey.remedyEnded();
        // What else is on its way may be what the customer was promised.
        journeys.tell(
                journey,
                journey.openRemedies() == 0
                        ? journeys.settling(journey, delivered, PromiseKind.REMEDY_DELIVERY)
                        : List.of(delivered));
        remedies.flush();
        return answer(remedy);
    }

    @POST
    @Path("/{id}/withdraw")
    @Transactional
    @Operation(
            operationId = "withdrawRemedy",
            summary = "Takes an offer back that the customer has not answered yet; the money is back in the wallet")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RemedyView.class)))
    public Response withdraw(
            @PathParam("journey") UUID journeyId,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Withdrawal request) {
        var journey = journeys.changeByOwner(journeyId);
        var remedy = remedies.require(journeyId, id);
        Versions.require(ifMatch, remedy.version());
        var withdrawn = remedy.withdraw(caller.person(), request.reason(), journey.state(), clock.instant());
        journey.remedyEnded();
        wallets.takeBack(id, caller.person());
        journeys.tell(journey, List.of(withdrawn));
        remedies.flush();
        return answer(remedy);
    }

    private static Response answer(Remedy remedy) {
        return Response.ok(RemedyView.of(remedy))
                .tag(Versions.tag(remedy.version()))
                .build();
    }

    /** Something that is offered; {@code value} where it costs us something. */
    public record Offer(
            @NotNull RemedyKind kind,
            @NotNull @Characters(max = 2_000) String description,
            @Nullable Money value) {}

    /** What the customer said. */
    public record Answer(@NotNull Boolean accepted) {}

    /** How it is known that they have it. */
    public record Delivery(@NotNull @Characters(max = 2_000) String proof) {}

    /** Why it is taken back; the customer is told. */
    public record Withdrawal(
            @NotNull @Characters(max = 2_000) String reason) {}

    /** The remedies of a journey. */
    public record RemedyList(List<RemedyView> items) {}

    /** A remedy. */
    public record RemedyView(
            UUID id,
            int version,
            UUID journeyId,
            RemedyKind kind,
            String description,
            @Nullable Money value,
            Remedy.State state,
            Person offeredBy,
            Instant offeredAt,
            @Nullable Instant answeredAt,
            @Nullable Instant deliveredAt,
            @Nullable String proof,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBecause,
            List<String> steps) {

        static RemedyView of(Remedy remedy) {
            return new RemedyView(
                    remedy.id(),
                    remedy.version(),
                    remedy.journeyId(),
                    remedy.kind(),
                    remedy.description(),
                    remedy.value(),
                    remedy.state(),
                    remedy.offeredBy(),
                    remedy.offeredAt(),
                    remedy.answeredAt(),
                    remedy.deliveredAt(),
                    remedy.proof(),
                    remedy.withdrawnAt(),
                    remedy.withdrawnBecause(),
                    remedy.steps());
        }
    }
}
