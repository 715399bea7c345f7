package dev.makegood.complaint.access;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.complaint.access.Accesses.Access;
import dev.makegood.complaint.customer.Customers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Who read or took what of whom, for those who answer for it. It is known of those who are erased too. */
@Path("/v1/customers/{id}/accesses")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"lead", "manager"})
@RunOnVirtualThread
public class AccessesResource {

    private final Accesses accesses;
    private final Customers customers;

    AccessesResource(Accesses accesses, Customers customers) {
        this.accesses = accesses;
        this.customers = customers;
    }

    @GET
    @Transactional
    @Operation(operationId = "listAccesses", summary = "Who read a customer's vulnerabilities or took their export")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AccessPage.class)))
    public Response list(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        customers.require(id);
        int size = Page.limit(limit);
        var found = accesses.to(id, Cursor.of(cursor).orElse(null), size + 1);
        return Page.of(found, size, access -> new Cursor(access.at(), access.id()))
                .respond(uri);
    }

    /** A page of accesses. */
    public record AccessPage(List<Access> items, @Nullable String next) {}
}
