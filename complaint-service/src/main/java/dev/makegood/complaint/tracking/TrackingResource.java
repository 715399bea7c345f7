package dev.makegood.complaint.tracking;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.survey.Surveys;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.OfferAnswered;
import dev.makegood.contract.RecoveryConfirmed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
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
import java.time.Clock;
import java.time.Instant;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The customer's own page, opened by the link in their mails. Looking changes nothing; buttons answer. */
@Path("/track/{token: [^/]*}")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class TrackingResource {

    private final Pages pages;
    private final Offers offers;
    private final Surveys surveys;
    private final Outbox outbox;
    private final Clock clock;

    TrackingResource(Pages pages, Offers offers, Surveys surveys, Outbox outbox, Clock clock) {
        this.pages = pages;
        this.offers = offers;
        this.surveys = surveys;
        this.outbox = outbox;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(operationId = "showStatus", summary = "The customer's page")
    public Response show(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("answered") @Nullable String answered,
            @Context HttpHeaders headers) {
        return pages.look(token, lang, headers, visit -> pages.show(visit, Thanks.of(answered)));
    }

    @POST
    @Path("/confirmed")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "confirmRecovery", summary = "The customer says: yes, it is put right")
    public Response confirm(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("words") @Nullable String words,
            @Context HttpHeaders headers) {
        return answer(token, lang, words, headers, Complaint::canBeConfirmed, Complaint::confirm);
    }

    @POST
    @Path("/disputed")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "disputeRecovery", summary = "The customer says: no, it is not put right")
    public Response dispute(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("words") @Nullable String words,
            @Context HttpHeaders headers) {
        return answer(token, lang, words, headers, Complaint::canBeDisputed, Complaint::dispute);
    }

    @POST
    @Path("/offers/{remedy}/accepted")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "acceptOffer", summary = "The customer takes what they were offered")
    public Response accept(
            @PathParam("token") String token,
            @PathParam("remedy") String remedy,
            @QueryParam("lang") @Nullable String lang,
            @Context HttpHeaders headers) {
        return answerOffer(token, remedy, true, lang, headers);
    }

    @POST
    @Path("/offers/{remedy}/declined")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "declineOffer", summary = "The customer does not take what they were offered")
    public Response decline(
            @PathParam("token") String token,
            @PathParam("remedy") String remedy,
            @QueryParam("lang") @Nullable String lang,
            @Context HttpHeaders headers) {
        return answerOffer(token, remedy, false, lang, headers);
    }

    /** What is no longer open changes nothing. */
    private Response answerOffer(
            String token, String remedy, boolean accepted, @Nullable String lang, HttpHeaders headers) {
        return pages.answer(token, lang, headers, visit -> {
            var complaint = visit.complaint().id();
            pages.openOffers(complaint).stream()
                    .filter(offer -> offer.toString().equals(remedy))
                    .filter(offer -> offers.answer(complaint, offer, accepted, clock.instant()))
                    .forEach(offer -> outbox.add(new OfferAnswered(complaint, offer, accepted, clock.instant())));
            return Pages.seeOther(visit.back(3, Thanks.ANSWERED));
        });
    }

    private interface Verdict {
        ComplaintEvent on(Complaint complaint, @Nullable String words, Instant now);
    }

    /**
     * Answering twice shows the page again: a customer who presses a button once more has done nothing wrong. So does saying too
     * much, with what was said still there to be shortened.
     */
    private Response answer(
            String token,
            @Nullable String lang,
            @Nullable String written,
            HttpHeaders headers,
            Predicate<Complaint> possible,
            Verdict verdict) {
        return pages.answer(
                token,
                lang,
                headers,
                visit -> Written.briefly(
                        written,
                        words -> {
                            if (possible.test(visit.complaint())) {
                                var said = verdict.on(visit.complaint(), words, clock.instant());
                                outbox.add(said);
                                if (said instanceof RecoveryConfirmed confirmed) {
                                    // At once, so that the page which they see next asks them.
                                    surveys.ask(visit.complaint(), null, confirmed.at());
                                }
                            }
                            return Pages.seeOther(visit.back(1, Thanks.ANSWERED));
                        },
                        words -> pages.refuse(visit, new Draft("verdict", words, "too-long"), 400)));
    }
}
