package dev.makegood.complaint.survey;

import dev.makegood.complaint.intake.Complaint;
import dev.makegood.contract.Language;
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
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Asks a customer how it was, by the link in their mails. Looking changes nothing, since what scans their mail follows its links: a
 * link may suggest an answer, and only the button gives it.
 */
@Path("/track/{token: [^/]*}/survey")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class SurveyPageResource {

    private final Surveys surveys;
    private final SurveyPages pages;

    SurveyPageResource(Surveys surveys, SurveyPages pages) {
        this.surveys = surveys;
        this.pages = pages;
    }

    @GET
    @Transactional
    @Operation(operationId = "showSurvey", summary = "Asks a customer how it was")
    public Response show(
            @PathParam("token") String token,
            @QueryParam("resolution") @Nullable String resolution,
            @QueryParam("satisfaction") @Nullable String satisfaction,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("answered") @Nullable String answered,
            @Context HttpHeaders headers) {
        var opened = pages.opened(token);
        if (opened.isEmpty()) {
            return pages.gone(headers);
        }
        var complaint = opened.get();
        var language = pages.language(lang, complaint);
        var found = number(resolution)
                .flatMap(number -> surveys.of(complaint.id(), number))
                .or(() -> surveys.latest(complaint.id()));
        if (found.isEmpty()) {
            return pages.show(Status.OK, SurveyPage.nothing(complaint, "survey", "unasked", language, token));
        }
        var survey = found.get();
        if (!surveys.isOpen(survey)) {
            return pages.show(Status.OK, over(complaint, survey, language, token));
        }
        var filled = surveys.lastOf(survey).map(Filled::of).orElse(Filled.NOTHING);
        var thanks = answered == null || survey.answeredAt() == null
                ? null
                : survey.isLow() ? "survey.thanks.low" : "survey.thanks";
        return form(
                Status.OK,
                complaint,
                survey,
                survey.answeredAt() == null ? filled.suggesting(satisfaction) : filled,
                false,
                thanks,
                language,
                token);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "answerSurvey", summary = "The customer says how it was")
    public Response answer(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("resolution") @Nullable String resolution,
            @FormParam("satisfaction") @Nullable String satisfaction,
            @FormParam("effort") @Nullable String effort,
            @FormParam("emotions") List<String> emotions,
            @FormParam("job") @Nullable String job,
            @FormParam("words") @Nullable String words,
            @Context HttpHeaders headers) {
        var opened = pages.opened(token);
        if (opened.isEmpty()) {
            return pages.gone(headers);
        }
        var complaint = opened.get();
        var language = pages.language(lang, complaint);
        var filled = Filled.read(satisfaction, effort, emotions, job, words);
        var found = number(resolution)
                .or(() -> surveys.resolutions(complaint.id()))
                .flatMap(number -> surveys.answered(complaint.id(), number));
        if (found.isEmpty()) {
            return pages.show(Status.CONFLICT, SurveyPage.nothing(complaint, "survey", "unasked", language, token));
        }
        var survey = found.get();
        if (!surveys.isOpen(survey)) {
            return pages.show(Status.CONFLICT, over(complaint, survey, language, token));
        }
        var answer = filled.answer();
        if (answer.isEmpty()) {
            return form(Status.BAD_REQUEST, complaint, survey, filled, true, null, language, token);
        }
        surveys.answer(survey, answer.get());
        return pages.seeOther(
                "survey?answered=yes&resolution=%d&lang=%s".formatted(survey.resolution(), language.code()));
    }

    private Response form(
            Status status,
            Complaint complaint,
            Survey survey,
            Filled filled,
            boolean sent,
            @Nullable String thanks,
            Language language,
            String token) {
        var page =
                SurveyPage.survey(complaint, survey, filled, sent, thanks, surveys.openUntil(survey), language, token);
        return pages.show(status, page);
    }

    private static SurveyPage over(Complaint complaint, Survey survey, Language language, String token) {
        return SurveyPage.nothing(complaint, "survey", survey.answeredAt() == null ? "late" : "over", language, token);
    }

    private static Optional<Integer> number(@Nullable String resolution) {
        return resolution != null && resolution.matches("[1-9][0-9]{0,5}")
                ? Optional.of(Integer.valueOf(resolution))
                : Optional.empty();
    }
}
