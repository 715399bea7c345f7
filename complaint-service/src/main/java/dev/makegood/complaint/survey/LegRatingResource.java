package dev.makegood.complaint.survey;

import dev.makegood.chassis.problem.Invalid;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One tap of a customer on their page says how a leg was. */
@Path("/track/{token: [^/]*}/legs/{leg}/rating")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class LegRatingResource {

    private final WalkedLegs legs;
    private final SurveyPages pages;

    LegRatingResource(WalkedLegs legs, SurveyPages pages) {
        this.legs = legs;
        this.pages = pages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "rateLeg", summary = "The customer says how a leg was")
    public Response rate(
            @PathParam("token") String token,
            @PathParam("leg") UUID leg,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("satisfaction") @Nullable String satisfaction,
            @FormParam("emotions") List<String> emotions,
            @Context HttpHeaders headers) {
        var opened = pages.opened(token);
        if (opened.isEmpty()) {
            return pages.gone(headers);
        }
        var complaint = opened.get();
        var language = pages.language(lang, complaint);
        var satisfied = Filled.step("satisfaction", satisfaction);
        var felt = Filled.emotions(emotions);
        if (satisfied == null && felt.isEmpty()) {
            throw new Invalid("satisfaction", "required", "Say how satisfied you are, or what you feel.");
        }
        var found = legs.rated(complaint.id(), leg);
        if (found.isEmpty()) {
            return pages.gone(headers);
        }
        try {
            legs.rate(found.get(), satisfied, felt);
        } catch (SurveyOver over) {
            return pages.show(Status.CONFLICT, SurveyPage.nothing(complaint, "survey", "over", language, token));
        }
        return pages.seeOther("../../../%s?answered=yes&lang=%s".formatted(token, language.code()));
    }
}
