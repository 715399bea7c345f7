package dev.makegood.recovery.remedy;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.recovery.remedy.GrantsResource.GrantView;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What colleagues ask the caller to grant. */
@Path("/v1/wallets/me/grants")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class AskedOfMeResource {

    private final AskedGrants grants;
    private final Caller caller;

    AskedOfMeResource(AskedGrants grants, Caller caller) {
        this.grants = grants;
        this.caller = caller;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listGrantsAskedOfMe",
            summary = "What colleagues ask the caller to grant, the soonest due first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GrantPage.class)))
    public Response list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = grants.of(caller.id(), Cursor.of(cursor).orElse(null), size + 1).stream()
                .map(GrantView::of)
                .toList();
        return Page.of(found, size, grant -> new Cursor(grant.dueAt(), grant.id()))
                .respond(uri);
    }

    /** A page of what the caller is asked for. */
    public record GrantPage(List<GrantView> items, @Nullable String next) {}
}
