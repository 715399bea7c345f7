package dev.makegood.complaint.attachment;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.text.Characters;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** One file. */
@Path("/v1/attachments/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@Blocking
public class AttachmentResource {

    private final Attachments attachments;
    private final Caller caller;

    AttachmentResource(Attachments attachments, Caller caller) {
        this.attachments = attachments;
        this.caller = caller;
    }

    @GET
    @Transactional
    @Operation(operationId = "getAttachment", summary = "What is known of a file")
    public Attachment get(@PathParam("id") UUID id) {
        return attachments.require(id);
    }

    @GET
    @Path("/content")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "downloadAttachment",
            summary = "A file, to be saved",
            description = "Content-Type says what it is, unless a browser would do anything with that but save it.")
    @APIResponse(responseCode = "200", description = "The file", content = @Content(mediaType = "*/*"))
    public Response download(@PathParam("id") UUID id) {
        return attachments.download(QuarkusTransaction.requiringNew().call(() -> attachments.require(id)));
    }

    @DELETE
    @RolesAllowed("lead")
    @Transactional
    @Operation(
            operationId = "removeAttachment",
            summary = "Takes a file away",
            description = "Its bytes are gone within seconds; that it was there, who took it away and why, stays.")
    @APIResponse(responseCode = "204", description = "It is away")
    public void remove(
            @PathParam("id") UUID id,
            @QueryParam("reason") @NotNull @Characters(max = 500, oneLine = true) String reason) {
        attachments.require(id);
        attachments.remove(id, caller.person(), reason);
    }
}
