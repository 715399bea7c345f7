package dev.makegood.complaint.attachment;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.rest.LargeBody;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.intake.Complaints;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Files of complaints. */
@Path("/v1/complaints/{id}/attachments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@Blocking
public class AttachmentsResource {

    private final Attachments attachments;
    private final Complaints complaints;
    private final AttachmentSettings settings;
    private final Caller caller;

    AttachmentsResource(Attachments attachments, Complaints complaints, AttachmentSettings settings, Caller caller) {
        this.attachments = attachments;
        this.complaints = complaints;
        this.settings = settings;
        this.caller = caller;
    }

    /** The file comes before the transaction: it may take as long as the caller's line takes. */
    @POST
    @RolesAllowed({"agent", "lead"})
    @Consumes(MediaType.WILDCARD)
    @LargeBody
    @Operation(operationId = "attachFile", summary = "Keeps a file with a complaint", description = """
                    The body is the file as it is. What it is, is found out by its content, whatever Content-Type says. JPEG and PNG \
                    images are made anew, upright and without what the camera wrote beside them; one that states more pixels than \
                    anybody's picture has is refused. The customer sees it once it is sent with a reply.
                    """)
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Attachment.class)))
    public Response attach(
            @PathParam("id") UUID id,
            @QueryParam("name") @NotNull @Characters(max = 500) String name,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @HeaderParam("Content-Type") @Nullable String contentType,
            @HeaderParam("Content-Encoding") @Nullable String contentEncoding,
            @HeaderParam("Content-Length") @Nullable String contentLength,
            InputStream bytes) {
        if (idempotencyKey == null || !idempotencyKey.matches("[\\x21-\\x7e]{1,200}")) {
            throw new Invalid("Idempotency-Key", "required", "1 to 200 visible ASCII characters.");
        }
        refuseWrapped(contentType, contentEncoding);
        long largest = settings.largest().asLongValue();
        if (contentLength != null && contentLength.matches("[0-9]{1,18}") && Long.parseLong(contentLength) > largest) {
            throw new FileTooLarge(largest);
        }
        var complaint = QuarkusTransaction.requiringNew()
                .call(() -> complaints.surviving(complaints.require(id)).id());
        byte[] key = Digests.sha256()
                .digest((caller.id() + "\n" + complaint + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8));
        var brought = attachments.bring(name, contentType, bytes);
        var kept = QuarkusTransaction.requiringNew().call(() -> attachments.keepOnce(complaint, brought, key));
        return Response.created(URI.create("/v1/attachments/" + kept.id()))
                .entity(kept)
                .build();
    }

    /** A file that was packed for the way would be kept as the package. */
    private static void refuseWrapped(@Nullable String contentType, @Nullable String contentEncoding) {
        boolean encoded = contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity");
        boolean inParts =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
        if (encoded || inParts) {
            throw new NotSupportedException();
        }
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listAttachments",
            summary = "The files of a complaint and of those that it absorbed, oldest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AttachmentPage.class)))
    public Response list(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        complaints.require(id);
        var found = attachments.of(id, Cursor.of(cursor).orElse(null), size + 1);
        return Page.of(found, size, attachment -> new Cursor(attachment.at(), attachment.id()))
                .respond(uri);
    }

    /** A page of files. */
    public record AttachmentPage(
            List<Attachment> items, @Nullable String next) {}
}
