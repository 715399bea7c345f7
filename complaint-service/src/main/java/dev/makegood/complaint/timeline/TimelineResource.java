package dev.makegood.complaint.timeline;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.complaint.intake.Complaints;
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

/** The story of a complaint. */
@Path("/v1/complaints/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class TimelineResource {

    private final Timeline timeline;
    private final Complaints complaints;

    TimelineResource(Timeline timeline, Complaints complaints) {
        this.timeline = timeline;
        this.complaints = complaints;
    }

    @GET
    @Transactional
    @Operation(operationId = "getTimeline", summary = "What has happened to a complaint, oldest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TimelinePage.class)))
    public Response get(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        complaints.require(id);
        var found = timeline.of(id, Cursor.of(cursor).orElse(null), size + 1);
        return Page.of(found, size, entry -> new Cursor(entry.at(), entry.id())).respond(uri);
    }

    /** A page of a timeline. */
    public record TimelinePage(
            List<Timeline.Entry> items, @Nullable String next) {}
}
