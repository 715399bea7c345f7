package dev.makegood.complaint.mail;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.letter.Letter;
import dev.makegood.contract.Language;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Mails that came in, for the people at the desk: above all those that somebody has to look at. */
@Path("/v1/mails")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead"})
@RunOnVirtualThread
public class MailsResource {

    private final Mails mails;
    private final Postroom postroom;
    private final Complaints complaints;
    private final Customers customers;
    private final Caller caller;
    private final Clock clock;

    MailsResource(
            Mails mails, Postroom postroom, Complaints complaints, Customers customers, Caller caller, Clock clock) {
        this.mails = mails;
        this.postroom = postroom;
        this.complaints = complaints;
        this.customers = customers;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(operationId = "listMails", summary = "Mails that came in, newest first; SET_ASIDE are those to look at")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MailPage.class)))
    public Response list(
            @QueryParam("state") Mail.@Nullable State state,
            @QueryParam("reason") Mail.@Nullable Reason reason,
            @QueryParam("complaint") @Nullable UUID complaint,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = mails.newest(state, reason, complaint, Cursor.of(cursor).orElse(null), size + 1);
        return Page.of(found, size, mail -> new Cursor(mail.receivedAt(), mail.id()))
                .map(MailView::of)
                .respond(uri);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getMail", summary = "A mail, and what it says")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OpenedMail.class)))
    public Response get(@PathParam("id") UUID id) {
        var mail = mails.require(id);
        var content = mails.bytes(id).map(Letter::read).map(ContentView::of).orElse(null);
        return Response.ok(new OpenedMail(MailView.of(mail), content))
                .tag(Versions.tag(mail.version()))
                .build();
    }

    @GET
    @Path("/{id}/raw")
    @Produces("message/rfc822")
    @Transactional
    @Operation(operationId = "downloadMail", summary = "A mail as it came, to the byte: a download, never shown")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "message/rfc822"))
    public Response raw(@PathParam("id") UUID id) {
        mails.require(id);
        return Response.ok(mails.bytes(id).orElseThrow(NotFound::new), "message/rfc822")
                .header("Content-Disposition", "attachment; filename=\"mail-%s.eml\"".formatted(id))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cache-Control", "no-store")
                .build();
    }

    @POST
    @Path("/{id}/file")
    @Transactional
    @Operation(
            operationId = "fileMail",
            summary = "Files a mail that was set aside",
            description =
                    "Into a complaint, as the customer's next message; or, without complaintId, as a new complaint: of the "
                            + "customer who is named, or of somebody new whom the mail names.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MailView.class)))
    public Response file(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull FileMail request) {
        var mail = mails.decideOn(id);
        Versions.require(ifMatch, mail.version());
        if (request.complaintId() != null && request.customerId() != null) {
            throw new Invalid("/customerId", "one-of", "A complaint is its customer's: name one of the two.");
        }
        postroom.file(mail, complaint(request.complaintId()), customer(request.customerId()));
        mail.looked(caller.person(), request.reason(), clock.instant());
        return answer(mail);
    }

    @POST
    @Path("/{id}/dismiss")
    @Transactional
    @Operation(operationId = "dismissMail", summary = "Says that a mail which was set aside is nothing")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MailView.class)))
    public Response dismiss(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull DismissMail request) {
        var mail = mails.decideOn(id);
        Versions.require(ifMatch, mail.version());
        mail.dismiss(caller.person(), request.reason(), clock.instant());
        return answer(mail);
    }

    private @Nullable Complaint complaint(@Nullable UUID id) {
        if (id == null) {
            return null;
        }
        return complaints
                .findByIdOptional(id)
                .filter(complaint -> !complaint.isErased())
                .orElseThrow(() -> new Unprocessable("/complaintId", "unknown", "There is no such complaint."));
    }

    private @Nullable Customer customer(@Nullable UUID id) {
        if (id == null) {
            return null;
        }
        return customers
                .findByIdOptional(id)
                .orElseThrow(() -> new Unprocessable("/customerId", "unknown", "There is no such customer."));
    }

    private Response answer(Mail mail) {
        mails.flush();
        return Response.ok(MailView.of(mail)).tag(Versions.tag(mail.version())).build();
    }

    /**
     * Where a mail belongs.
     *
     * @param complaintId the complaint that it is about
     * @param customerId or whose new complaint it is
     * @param reason how that is known
     */
    public record FileMail(
            @Nullable UUID complaintId,
            @Nullable UUID customerId,
            @NotNull @Characters(max = 2_000) String reason) {}

    /** Why a mail is nothing. */
    public record DismissMail(
            @NotNull @Characters(max = 2_000) String reason) {}

    /** A page of mails. */
    public record MailPage(List<MailView> items, @Nullable String next) {}

    /**
     * A mail.
     *
     * @param reason why it was not taken in by itself
     * @param author whom it says that it is from
     * @param verdict what our mail server found out about that
     * @param writtenAt what the author's clock said
     * @param complaintId the complaint that it became or belongs to; of one that was set aside, the one whose address it came to
     * @param messageId the message that it became
     * @param filesRefused how many of its files were not fit to be kept; they are in the mail still
     * @param by who looked at it
     * @param byReason what they said
     */
    public record MailView(
            UUID id,
            int version,
            Mail.State state,
            Mail.@Nullable Reason reason,
            @Nullable String author,
            @Nullable String authorName,
            Verdict verdict,
            @Nullable String subject,
            @Nullable Instant writtenAt,
            Instant receivedAt,
            long size,
            @Nullable UUID complaintId,
            @Nullable UUID messageId,
            int filesRefused,
            @Nullable Person by,
            @Nullable String byReason,
            @Nullable Instant byAt) {

        static MailView of(Mail mail) {
            return new MailView(
                    mail.id(),
                    mail.version(),
                    mail.state(),
                    mail.reason(),
                    mail.author(),
                    mail.authorName(),
                    mail.verdict(),
                    mail.subject(),
                    mail.writtenAt(),
                    mail.receivedAt(),
                    mail.size(),
                    mail.complaintId(),
                    mail.messageId(),
                    mail.filesRefused(),
                    mail.by(),
                    mail.byReason(),
                    mail.byAt());
        }
    }

    /**
     * A mail, opened.
     *
     * @param content what it says; absent once its author is forgotten
     */
    public record OpenedMail(MailView mail, @Nullable ContentView content) {}

    /**
     * What a mail says, as text.
     *
     * @param words what its author wrote this time
     * @param quoted what they quote
     * @param forwarded what they pass on
     * @param files what came with it; its bytes are in the download
     */
    public record ContentView(
            String words,
            @Nullable String quoted,
            @Nullable String signature,
            List<Letter.Forwarded> forwarded,
            List<Letter.File> files,
            @Nullable Language language) {

        static ContentView of(Letter letter) {
            return new ContentView(
                    letter.words(),
                    letter.quoted(),
                    letter.signature(),
                    letter.forwarded(),
                    letter.files(),
                    letter.language());
        }
    }
}
