package dev.makegood.complaint.likeness;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.contract.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Making one of two customers who are one person, and two again. */
@Path("/v1/customers/{id}/merges")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class MergesResource {

    private final Merges merges;
    private final Customers customers;
    private final Caller caller;

    MergesResource(Merges merges, Customers customers, Caller caller) {
        this.merges = merges;
        this.customers = customers;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "mergeCustomers",
            summary = "The other is this one: this one is served from now on",
            description =
                    "What is stated of this one stays, and what is not is taken from the other; what either has with us is"
                            + " counted once. The other's complaints move. It can be undone.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MergeView.class)))
    public Response merge(@PathParam("id") UUID id, @Valid @NotNull MergeRequest request) {
        var merge = merges.merge(id, request.other(), request.reason().strip(), caller.person());
        return Response.created(URI.create("/v1/customers/" + id + "/merges/" + merge.id()))
                .entity(MergeView.of(merge))
                .build();
    }

    @GET
    @Transactional
    @Operation(operationId = "listMerges", summary = "Who was merged into a customer, by whom and why")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MergePage.class)))
    public Response merges(@PathParam("id") UUID id) {
        customers.remembered(id);
        return Response.ok(new MergePage(
                        merges.into(id).stream().map(MergeView::of).toList(), null))
                .build();
    }

    @POST
    @Path("/{merge}/undo")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(
            operationId = "undoMerge",
            summary = "They are two after all: to each what is theirs",
            description = "What came in since stays with the survivor, unless it was stated to be the other's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MergeView.class)))
    public Response undo(
            @PathParam("id") UUID id, @PathParam("merge") UUID merge, @Valid @NotNull UndoRequest request) {
        return Response.ok(MergeView.of(merges.undo(id, merge, request.reason().strip(), caller.person())))
                .build();
    }

    /** Who the other is, and how one knows. */
    public record MergeRequest(
            @NotNull UUID other,
            @NotNull @Characters(max = 2_000) String reason) {}

    /** How one knows that they are two. */
    public record UndoRequest(
            @NotNull @Characters(max = 2_000) String reason) {}

    /**
     * Two who were found to be one.
     *
     * @param complaints how many changed hands by it
     */
    public record MergeView(
            UUID id,
            UUID survivor,
            UUID absorbed,
            String reason,
            int complaints,
            Person by,
            Instant mergedAt,
            @Nullable Instant undoneAt,
            @Nullable String undoneReason,
            @Nullable Person undoneBy) {

        static MergeView of(Merge merge) {
            return new MergeView(
                    merge.id(),
                    merge.survivorId(),
                    merge.absorbedId(),
                    merge.reason(),
                    merge.complaints(),
                    merge.by(),
                    merge.mergedAt(),
                    merge.undoneAt(),
                    merge.undoneReason(),
                    merge.undoneBy());
        }
    }

    /** A page of merges. */
    public record MergePage(List<MergeView> items, @Nullable String next) {}
}
