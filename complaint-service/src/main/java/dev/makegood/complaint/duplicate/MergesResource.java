package dev.makegood.complaint.duplicate;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.intake.Likeness.Similar;
import dev.makegood.contract.Person;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Complaints about one thing: which they may be, and making one of two, and two of one. */
@Path("/v1/complaints/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead"})
@RunOnVirtualThread
public class MergesResource {

    private final Merges merges;
    private final Duplicates duplicates;
    private final Complaints complaints;
    private final Caller caller;

    MergesResource(Merges merges, Duplicates duplicates, Complaints complaints, Caller caller) {
        this.merges = merges;
        this.duplicates = duplicates;
        this.complaints = complaints;
        this.caller = caller;
    }

    @GET
    @Path("/duplicates")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "listSimilarComplaints",
            summary = "Complaints of the same person, within thirty days, that say much the same: most alike first")
    public SimilarComplaints duplicates(@PathParam("id") UUID id) {
        return new SimilarComplaints(duplicates.of(complaints.require(id)));
    }

    @GET
    @Path("/merges")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "listComplaintMerges", summary = "Merges that a complaint had a part in, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ComplaintMergePage.class)))
    public Response list(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = merges.of(id, Cursor.of(cursor).orElse(null), size + 1).stream()
                .map(ComplaintMergeView::of)
                .toList();
        return Page.of(found, size, merge -> new Cursor(merge.at(), merge.id())).respond(uri);
    }

    @POST
    @Path("/merges")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "mergeComplaint",
            summary = "Lets this complaint answer another one too",
            description = """
                    Nothing of the other is lost: it shows in this one's conversation, answers to either arrive here, and its \
                    journey ends. Both must be the same customer's, or of who speaks for them, unless a lead states \
                    acrossCustomers: then each customer goes on seeing only their own.
                    """)
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ComplaintMergeView.class)))
    public Response merge(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull ComplaintMergeRequest request) {
        boolean across = Boolean.TRUE.equals(request.acrossCustomers());
        if (across && !caller.has("lead")) {
            throw new Forbidden("Complaints of two customers are merged by a lead.");
        }
        var merge = merges.merge(id, ifMatch, request.absorbed(), request.reason(), across, caller.person());
        return Response.created(URI.create("/v1/complaints/" + id + "/merges"))
                .tag(Versions.tag(merges.survivor(merge).version()))
                .entity(ComplaintMergeView.of(merge))
                .build();
    }

    @POST
    @Path("/merges/{merge}/undo")
    @Transactional
    @Operation(operationId = "undoComplaintMerge", summary = "Parts two complaints again: the other's journey goes on")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ComplaintMergeView.class)))
    public Response undo(
            @PathParam("id") UUID id,
            @PathParam("merge") UUID merge,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull ComplaintUndoRequest request) {
        var undone = merges.undo(id, merge, ifMatch, request.reason(), caller.person());
        return Response.ok(ComplaintMergeView.of(undone))
                .tag(Versions.tag(merges.survivor(undone).version()))
                .build();
    }

    /**
     * Which complaint this one shall answer.
     *
     * @param acrossCustomers whether it is meant that they are two people's; a lead's decision
     */
    public record ComplaintMergeRequest(
            @NotNull UUID absorbed,
            @NotNull @Characters(max = 2_000) String reason,
            @Nullable Boolean acrossCustomers) {}

    /** Why they are two things after all. */
    public record ComplaintUndoRequest(
            @NotNull @Characters(max = 2_000) String reason) {}

    /** Complaints that may be the same. */
    public record SimilarComplaints(List<Similar> items) {}

    /** A page of merges. */
    public record ComplaintMergePage(
            List<ComplaintMergeView> items, @Nullable String next) {}

    /** A merge, and whether it was undone. */
    public record ComplaintMergeView(
            UUID id,
            UUID survivor,
            UUID absorbed,
            String reason,
            boolean acrossCustomers,
            Person by,
            Instant at,
            @Nullable ComplaintUndone undone) {

        static ComplaintMergeView of(Merge merge) {
            var undoneAt = merge.undoneAt();
            var undoneBy = merge.undoneBy();
            return new ComplaintMergeView(
                    merge.id(),
                    merge.survivorId(),
                    merge.absorbedId(),
                    merge.reason(),
                    merge.acrossCustomers(),
                    merge.by(),
                    merge.at(),
                    undoneAt == null || undoneBy == null
                            ? null
                            : new ComplaintUndone(undoneBy, String.valueOf(merge.undoneReason()), undoneAt));
        }
    }

    /** By whom a merge was undone, and why. */
    public record ComplaintUndone(Person by, String reason, Instant at) {}
}
