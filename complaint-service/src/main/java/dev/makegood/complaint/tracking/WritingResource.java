package dev.makegood.complaint.tracking;

import dev.makegood.chassis.page.PublicPage;
import dev.makegood.chassis.problem.Refusal;
import dev.makegood.chassis.rest.LargeBody;
import dev.makegood.complaint.attachment.Attachments;
import dev.makegood.complaint.conversation.Conversation;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.contract.Channel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The customer writes to who owns it, sends files with it, and fetches what they were sent. */
@Path("/track/{token: [^/]*}")
@PermitAll
@RunOnVirtualThread
public class WritingResource {

    private final Pages pages;
    private final Conversation conversation;
    private final Attachments attachments;
    private final TransactionSynchronizationRegistry transaction;

    WritingResource(
            Pages pages,
            Conversation conversation,
            Attachments attachments,
            TransactionSynchronizationRegistry transaction) {
        this.pages = pages;
        this.conversation = conversation;
        this.attachments = attachments;
        this.transaction = transaction;
    }

    @POST
    @Path("/messages")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @LargeBody
    @BoundedForm
    @Transactional
    @Operation(
            operationId = "writeMessage",
            summary = "The customer writes, answers a question, or sends files",
            description = "What was asked of the customer is answered by the next thing that they write.")
    public Response write(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @RestForm("form") @Nullable String form,
            @RestForm("words") @Nullable String written,
            @RestForm("files") @Nullable List<FileUpload> uploaded,
            @Context HttpHeaders headers) {
        return pages.answer(token, lang, headers, visit -> {
            var words = PublicPage.words(written);
            var files = chosen(uploaded);
            var where = form == null ? "message" : form;
            if (words == null && files.isEmpty()) {
                return pages.refuse(visit, new Draft(where, "", "empty"), 400);
            }
            if (words != null && Written.exceeds(words, Written.LONG)) {
                return pages.refuse(visit, new Draft(where, words, "much-too-long"), 400);
            }
            try {
                send(visit.complaint(), words == null ? "" : words, files);
            } catch (Refusal refusal) {
                // Nothing of it stays: they send it all again, without what was wrong with it.
                if (transaction.getTransactionStatus() == Status.STATUS_ACTIVE) {
                    transaction.setRollbackOnly();
                }
                return pages.refuse(
                        visit,
                        new Draft(
                                where,
                                words == null ? "" : words,
                                refusal.status() == 413 ? "file.too-large" : "file.unfit"),
                        refusal.status());
            }
            return Pages.seeOther(visit.back(1, Thanks.SENT));
        });
    }

    private void send(Complaint complaint, String words, List<FileUpload> files) {
        var message = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        for (var file : files) {
            try (var bytes = Files.newInputStream(file.uploadedFile())) {
                attachments.keep(complaint.id(), message, file.fileName(), file.contentType(), bytes, true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        conversation.customerWrote(complaint, message, Channel.WEB, words, null, null, files.size());
    }

    /** A browser sends a field that nothing was chosen in as a file of no name. */
    private static List<FileUpload> chosen(@Nullable List<FileUpload> uploaded) {
        return uploaded == null
                ? List.of()
                : uploaded.stream()
                        .filter(file -> !file.fileName().isEmpty() || file.size() > 0)
                        .toList();
    }

    @GET
    @Path("/files/{file}")
    @Transactional
    @Operation(
            operationId = "fetchOwnFile",
            summary = "A file that came from the customer or was sent to them, as a download")
    public Response fetch(
            @PathParam("token") String token, @PathParam("file") UUID file, @Context HttpHeaders headers) {
        return pages.look(
                token,
                null,
                headers,
                visit -> attachments.download(visit.complaint().id(), file));
    }
}
