package dev.makegood.complaint.likeness;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.complaint.likeness.Likeness.Reason;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Customers who may be one person, for whoever tidies up. Nothing here happens by itself. */
@Path("/v1/customer-duplicates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class CustomerDuplicatesResource {

    private final Likenesses likenesses;

    CustomerDuplicatesResource(Likenesses likenesses) {
        this.likenesses = likenesses;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listDuplicates",
            summary = "Pairs of customers who share a mailbox or a number, the latest found first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PairPage.class)))
    public Response pairs(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = likenesses.open(Cursor.of(cursor).orElse(null), size + 1).stream()
                .map(PairView::of)
                .toList();
        return Page.of(found, size, pair -> new Cursor(pair.foundAt(), pair.id()))
                .respond(uri);
    }

    /** Two who may be one. */
    public record PairView(
            UUID id,
            DuplicatesResource.NamesakeView one,
            DuplicatesResource.NamesakeView other,
            double score,
            List<Reason> reasons,
            Instant foundAt) {

        static PairView of(Likenesses.Pair pair) {
            return new PairView(
                    pair.id(),
                    DuplicatesResource.NamesakeView.of(pair.one()),
                    DuplicatesResource.NamesakeView.of(pair.other()),
                    pair.score(),
                    pair.reasons(),
                    pair.foundAt());
        }
    }

    /** A page of pairs. */
    public record PairPage(List<PairView> items, @Nullable String next) {}
}
