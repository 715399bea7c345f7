package dev.makegood.complaint.tracking;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.page.PublicPage;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.timeline.Timeline;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.Language;
import dev.makegood.contract.OfferAnswered;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The customer's own page, opened by the link in their mails. Looking changes nothing; buttons answer. */
@Path("/track/{token: [^/]*}")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class TrackingResource {

    /** More happens to no complaint that a customer would read to the end. */
    private static final int STORY_LENGTH = 500;

    private static final int MOST_WORDS = 2_000;

    private final Complaints complaints;
    private final Timeline timeline;
    private final Offers offers;
    private final Outbox outbox;
    private final TrackSettings settings;
    private final Clock clock;

    TrackingResource(
            Complaints complaints,
            Timeline timeline,
            Offers offers,
            Outbox outbox,
            TrackSettings settings,
            Clock clock) {
        this.complaints = complaints;
        this.timeline = timeline;
        this.offers = offers;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(StatusPage page);

        static native TemplateInstance nothing(StatusPage.Say say);
    }

    @GET
    @Transactional
    @Operation(operationId = "showStatus", summary = "The customer's page")
    public Response show(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("answered") @Nullable String answered,
            @Context HttpHeaders headers) {
        return complaints
                .openedBy(LinkTokens.hash(token))
                .map(complaint -> page(
                        complaint, token, lang, answered == null ? StatusPage.Answer.NONE : StatusPage.Answer.GIVEN))
                .orElseGet(() -> nothing(headers));
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

    /** The complaint is locked, so that of two presses one is the first; what is no longer open changes nothing. */
    private Response answerOffer(
            String token, String remedy, boolean accepted, @Nullable String lang, HttpHeaders headers) {
        var opened = complaints.answeredBy(LinkTokens.hash(token));
        if (opened.isEmpty()) {
            return nothing(headers);
        }
        var complaint = opened.get();
        offers.open(complaint.id(), timeline.of(complaint.id(), null, STORY_LENGTH)).stream()
                .map(entry -> entry.details().path("remedyId").asText())
                .filter(remedy::equals)
                .map(UUID::fromString)
                .findFirst()
                .filter(offer -> offers.answer(complaint.id(), offer, accepted, clock.instant()))
                .ifPresent(offer -> outbox.add(new OfferAnswered(complaint.id(), offer, accepted, clock.instant())));
        return seeOther("../../../%s?answered=yes&lang=%s"
                .formatted(token, language(lang, complaint).code()));
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
        var opened = complaints.answeredBy(LinkTokens.hash(token));
        if (opened.isEmpty()) {
            return nothing(headers);
        }
        var complaint = opened.get();
        var words = PublicPage.words(written);
        if (words != null && words.codePointCount(0, words.length()) > MOST_WORDS) {
            return page(complaint, token, lang, StatusPage.Answer.tooLong(words));
        }
        if (possible.test(complaint)) {
            outbox.add(verdict.on(complaint, words, clock.instant()));
        }
        return seeOther("../%s?answered=yes&lang=%s"
                .formatted(token, language(lang, complaint).code()));
    }

    /** Relative: behind a gateway this service knows neither the host nor the scheme that the customer sees. */
    private static Response seeOther(String where) {
        return PublicPage.protect(Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, where))
                .build();
    }

    private Response page(Complaint complaint, String token, @Nullable String lang, StatusPage.Answer answer) {
        var story = timeline.of(complaint.id(), null, STORY_LENGTH);
        var page = StatusPage.of(
                complaint,
                timeline.promises(complaint.id()),
                story,
                offers.open(complaint.id(), story),
                language(lang, complaint),
                token,
                answer,
                settings.zone());
        var status = answer.tooLong() ? Response.Status.BAD_REQUEST : Response.Status.OK;
        return PublicPage.protect(
                        Response.status(status).entity(Templates.page(page).render()))
                .build();
    }

    private static Response nothing(HttpHeaders headers) {
        var language = PublicPage.accepted(headers);
        return PublicPage.protect(Response.status(Response.Status.NOT_FOUND)
                        .entity(Templates.nothing(StatusPage.nothing(language)).render()))
                .build();
    }

    private static Language language(@Nullable String asked, Complaint complaint) {
        return Optional.ofNullable(asked)
                .flatMap(PublicPage::language)
                .orElse(complaint.customer().language());
    }
}
