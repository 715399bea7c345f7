package dev.makegood.recovery.transfer;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Event;
import dev.makegood.contract.Person;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.journey.Move;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Offering a journey to a colleague, and their answer. */
@Path("/v1/journeys/{journey}/transfers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead"})
@RunOnVirtualThread
public class TransfersResource {

    private final Transfers transfers;
    private final Journeys journeys;
    private final Agents agents;
    private final TransferSettings settings;
    private final Caller caller;
    private final Clock clock;

    TransfersResource(
            Transfers transfers,
            Journeys journeys,
            Agents agents,
            TransferSettings settings,
            Caller caller,
            Clock clock) {
        this.transfers = transfers;
        this.journeys = journeys;
        this.agents = agents;
        this.settings = settings;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(
            operationId = "offerTransfer",
            summary = "Offers the journey to a colleague; until they accept, it stays where it is")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TransferView.class)))
    public Response offer(@PathParam("journey") UUID id, @Valid @NotNull Offer request) {
        var journey = journeys.changeByOwner(id);
        journey.require(Move.CHANGE_OWNER);
        transfers.pending(id).ifPresent(pending -> {
            throw new TransferPending(pending.to());
        });
        var to = agents.named(request.to(), "/to");
        if (to.id().equals(journey.owner().id())) {
            throw new Unprocessable("/to", "owner", "They own it.");
        }
        var now = clock.instant();
        var expiresAt = request.expiresAt() == null
                ? now.plus(settings.stands())
                : request.expiresAt().truncatedTo(ChronoUnit.MICROS);
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(settings.longest()))) {
            throw new Unprocessable("/expiresAt", "out-of-range", "Within %s from now.".formatted(settings.longest()));
        }
        var transfer = new Transfer(id, caller.person(), to, request.reason(), expiresAt, now);
        transfers.persist(transfer);
        journeys.tell(journey, List.of(transfer.offered(journey.state())));
        return Response.created(URI.create("/v1/journeys/%s/transfers/%s".formatted(id, transfer.id())))
                .tag(Versions.tag(transfer.version()))
                .entity(TransferView.of(transfer))
                .build();
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "listTransfers", summary = "To whom the journey was offered, and what they said")
    public TransferList list(@PathParam("journey") UUID id) {
        journeys.require(id);
        return new TransferList(transfers.of(id).stream().map(TransferView::of).toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "getTransfer", summary = "An offer of the journey")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferView.class)))
    public Response get(@PathParam("journey") UUID journey, @PathParam("id") UUID id) {
        return answer(transfers.require(journey, id));
    }

    @POST
    @Path("/{id}/accept")
    @Transactional
    @Operation(operationId = "acceptTransfer", summary = "It is the caller's from this instant on")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferView.class)))
    public Response accept(
            @PathParam("journey") UUID journey,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answered(journey, id, ifMatch, true, (moved, transfer, now) -> {
            transfer.accept(now);
            transfers.flush();
            return journeys.give(moved, transfer.to(), transfer.reason());
        });
    }

    @POST
    @Path("/{id}/decline")
    @Transactional
    @Operation(operationId = "declineTransfer", summary = "The caller does not take it; it stays where it is")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferView.class)))
    public Response decline(
            @PathParam("journey") UUID journey,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Decline request) {
        return answered(
                journey,
                id,
                ifMatch,
                true,
                (moved, transfer, now) ->
                        List.of(transfer.decline(caller.person(), request.reason(), moved.state(), now)));
    }

    @POST
    @Path("/{id}/withdraw")
    @Transactional
    @Operation(operationId = "withdrawTransfer", summary = "The owner takes the offer back")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferView.class)))
    public Response withdraw(
            @PathParam("journey") UUID journey,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return answered(
                journey,
                id,
                ifMatch,
                false,
                (moved, transfer, now) -> List.of(transfer.withdraw(caller.person(), moved.state(), now)));
    }

    private Response answered(
            UUID journeyId, UUID id, @Nullable String ifMatch, boolean byWhomItIsOfferedTo, Answer answer) {
        var journey = byWhomItIsOfferedTo ? journeys.change(journeyId) : journeys.changeByOwner(journeyId);
        var transfer = transfers.require(journeyId, id);
        if (byWhomItIsOfferedTo) {
            requireOffered(transfer);
        }
        Versions.require(ifMatch, transfer.version());
        journeys.tell(journey, answer.given(journey, transfer, clock.instant()));
        transfers.flush();
        return answer(transfer);
    }

    /** It was offered to the caller, or to someone for whom they stand in. */
    private void requireOffered(Transfer transfer) {
        var now = clock.instant();
        var there = agents.directory(now).present(transfer.to(), now);
        if (!caller.id().equals(transfer.to().id()) && !caller.id().equals(there.id())) {
            throw new Forbidden("It is offered to %s.".formatted(transfer.to().name()));
        }
    }

    private static Response answer(Transfer transfer) {
        return Response.ok(TransferView.of(transfer))
                .tag(Versions.tag(transfer.version()))
                .build();
    }

    private interface Answer {
        List<? extends Event> given(Journey journey, Transfer transfer, Instant now);
    }

    /**
     * An offer of the journey.
     *
     * @param to to whom, by id
     * @param expiresAt when it lapses by itself; a day from now if it is not said
     */
    public record Offer(
            @NotNull @Characters(max = 100, oneLine = true) String to,
            @NotNull @Characters(max = 2_000) String reason,
            @Nullable Instant expiresAt) {}

    /** Why not. */
    public record Decline(@NotNull @Characters(max = 2_000) String reason) {}

    /** The transfers of a journey. */
    public record TransferList(List<TransferView> items) {}

    /** A transfer. */
    public record TransferView(
            UUID id,
            int version,
            UUID journeyId,
            Person from,
            Person to,
            String reason,
            Transfer.State state,
            Instant offeredAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable String answer) {

        static TransferView of(Transfer transfer) {
            return new TransferView(
                    transfer.id(),
                    transfer.version(),
                    transfer.journeyId(),
                    transfer.from(),
                    transfer.to(),
                    transfer.reason(),
                    transfer.state(),
                    transfer.offeredAt(),
                    transfer.expiresAt(),
                    transfer.endedAt(),
                    transfer.answer());
        }
    }
}
