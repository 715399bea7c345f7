package dev.makegood.recovery.desk;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.recovery.desk.Viewers.Viewer;
import dev.makegood.recovery.journey.Journeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Who else is looking at a journey, so that two do not answer at once. */
@Path("/v1/journeys/{id}/viewers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class ViewersResource {

    private final Viewers viewers;
    private final Journeys journeys;
    private final Caller caller;

    ViewersResource(Viewers viewers, Journeys journeys, Caller caller) {
        this.viewers = viewers;
        this.journeys = journeys;
        this.caller = caller;
    }

    @GET
    @Transactional
    @Operation(operationId = "listViewers", summary = "Who else is looking")
    public ViewerList list(@PathParam("id") UUID id) {
        journeys.require(id);
        return new ViewerList(viewers.others(id, caller.id()));
    }

    @PUT
    @Path("/me")
    @Transactional
    @Operation(
            operationId = "look",
            summary = "The caller is looking, for the next half minute; said again every so often. Answers who else is")
    public ViewerList look(@PathParam("id") UUID id) {
        journeys.require(id);
        viewers.look(id, caller.person());
        return new ViewerList(viewers.others(id, caller.id()));
    }

    @DELETE
    @Path("/me")
    @Transactional
    @Operation(operationId = "stopLooking", summary = "The caller looks no longer")
    @APIResponse(responseCode = "204", description = "Nobody is told any more that they look")
    public void leave(@PathParam("id") UUID id) {
        viewers.leave(id, caller.id());
    }

    /** Who else is looking. */
    public record ViewerList(List<Viewer> items) {}
}
