package dev.makegood.complaint.survey;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where a customer who has complained can say what they feel, as long as it is not put right. */
@Path("/track/{token: [^/]*}/feelings")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class FeelingsResource {

    private final NamedEmotions emotions;
    private final SurveyPages pages;

    FeelingsResource(NamedEmotions emotions, SurveyPages pages) {
        this.emotions = emotions;
        this.pages = pages;
    }

    @GET
    @Transactional
    @Operation(operationId = "showFeelings", summary = "Asks a customer what they feel")
    public Response ask(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("answered") @Nullable String answered,
            @Context HttpHeaders headers) {
        var opened = pages.opened(token);
        if (opened.isEmpty()) {
            return pages.gone(headers);
        }
        var complaint = opened.get();
        var language = pages.language(lang, complaint);
        if (!emotions.areAsked(complaint)) {
            return pages.show(Status.OK, SurveyPage.nothing(complaint, "feelings", "unasked", language, token));
        }
        var named = new Filled(null, null, emotions.of(complaint), null, null);
        var thanks = answered == null ? null : "feelings.thanks";
        return pages.show(Status.OK, SurveyPage.feelings(complaint, named, false, thanks, language, token));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "sayFeelings", summary = "The customer says what they feel")
    public Response say(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("emotions") List<String> felt,
            @Context HttpHeaders headers) {
        var opened = pages.opened(token);
        if (opened.isEmpty()) {
            return pages.gone(headers);
        }
        var complaint = opened.get();
        var language = pages.language(lang, complaint);
        var named = Filled.emotions(felt);
        if (!emotions.areAsked(complaint)) {
            return pages.show(Status.CONFLICT, SurveyPage.nothing(complaint, "feelings", "unasked", language, token));
        }
        if (named.isEmpty()) {
            return pages.show(
                    Status.BAD_REQUEST, SurveyPage.feelings(complaint, Filled.NOTHING, true, null, language, token));
        }
        if (!emotions.of(complaint).containsAll(named)) {
            emotions.name(complaint, named, null, null);
        }
        return pages.seeOther("feelings?answered=yes&lang=" + language.code());
    }
}
