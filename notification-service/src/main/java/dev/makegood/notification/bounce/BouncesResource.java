package dev.makegood.notification.bounce;

import dev.makegood.notification.bounce.Bounces.Taken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Where a mail server pipes what came back. */
@Path("/v1/bounces")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@RunOnVirtualThread
public class BouncesResource {

    private final Bounces bounces;

    BouncesResource(Bounces bounces) {
        this.bounces = bounces;
    }

    @POST
    @Consumes("message/rfc822")
    @Transactional
    @Operation(
            operationId = "takeBounce",
            summary = "A mail that came back: a report that another could not be delivered, was, or was not wanted",
            description =
                    "It has its effect once, however often it comes. What does not prove that it is about a mail of ours has none.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Taken.class)))
    public Response take(byte[] mail) {
        return Response.ok(bounces.take(mail)).build();
    }
}
