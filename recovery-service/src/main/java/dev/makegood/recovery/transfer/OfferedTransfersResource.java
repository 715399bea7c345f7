package dev.makegood.recovery.transfer;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.transfer.TransfersResource.TransferView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What is offered to the caller. */
@Path("/v1/journeys/transfers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OfferedTransfersResource {

    private final Transfers transfers;
    private final Agents agents;
    private final Caller caller;
    private final Clock clock;

    OfferedTransfersResource(Transfers transfers, Agents agents, Caller caller, Clock clock) {
        this.transfers = transfers;
        this.agents = agents;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(
            operationId = "listOfferedTransfers",
            summary = "Journeys that are offered to the caller, or to those for whom they stand in, oldest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransferPage.class)))
    public Response list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = transfers
                .offeredTo(
                        agents.directory().standsInFor(caller.id(), clock.instant()),
                        Cursor.of(cursor).orElse(null),
                        size + 1)
                .stream()
                .map(TransferView::of)
                .toList();
        return Page.of(found, size, transfer -> new Cursor(transfer.offeredAt(), transfer.id()))
                .respond(uri);
    }

    /** A page of transfers. */
    public record TransferPage(
            List<TransferView> items, @Nullable String next) {}
}
