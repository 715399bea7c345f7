package dev.makegood.complaint.conversation;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.complaint.conversation.Messages.Awaiting;
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

/** Who waits for an answer. */
@Path("/v1/conversations/unread")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class UnreadResource {

    private final Conversation conversation;
    private final Caller caller;

    UnreadResource(Conversation conversation, Caller caller) {
        this.conversation = conversation;
        this.caller = caller;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listUnread",
            summary = "What customers wrote about complaints that the caller owns, and the caller has not read",
            description = "Oldest first: who has waited longest. beginning holds up to 200 characters.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UnreadPage.class)))
    public Response list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = conversation.awaiting(caller.id(), Cursor.of(cursor).orElse(null), size + 1);
        return Page.of(found, size, awaiting -> new Cursor(awaiting.at(), awaiting.messageId()))
                .respond(uri);
    }

    /** A page of unread messages. */
    public record UnreadPage(List<Awaiting> items, @Nullable String next) {}
}
