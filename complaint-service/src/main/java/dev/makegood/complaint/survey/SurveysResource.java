package dev.makegood.complaint.survey;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Channel;
import dev.makegood.contract.Closing;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Language;
import dev.makegood.contract.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What customers said about how it was, for the people at the desk. */
@Path("/v1/surveys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class SurveysResource {

    private static final Duration A_YEAR = Duration.ofDays(366);

    private final Surveys surveys;
    private final SurveyExclusions exclusions;
    private final SurveySummary summary;
    private final Caller caller;
    private final Clock clock;

    SurveysResource(Surveys surveys, SurveyExclusions exclusions, SurveySummary summary, Caller caller, Clock clock) {
        this.surveys = surveys;
        this.exclusions = exclusions;
        this.summary = summary;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(operationId = "listSurveys", summary = "Answered surveys, those answered last first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SurveyPage.class)))
    public Response list(
            @BeanParam SurveyFilter filter,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var owner = "me".equals(filter.owner) ? caller.id() : filter.owner;
        var found = surveys.newest(filter, owner, Cursor.of(cursor).orElse(null), size + 1).stream()
                .map(heard ->
                        SurveyView.of(heard.survey(), heard.last().answer().words(), heard.reference()))
                .toList();
        return Page.of(
                        found,
                        size,
                        view -> new Cursor(view.answeredAt() == null ? view.askedAt() : view.answeredAt(), view.id()))
                .respond(uri);
    }

    @GET
    @Path("/summary")
    @Transactional
    @Operation(
            operationId = "summariseSurveys",
            summary =
                    "What the answers come to, of the surveys asked in a time of a year at most; the last 90 days if none is stated",
            description = "Groups of fewer than five answers are counted and not described.")
    public Summary summarise(
            @QueryParam("by") SurveySummary.@Nullable By by,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to) {
        var until = to == null ? clock.instant() : to;
        var since = from == null ? until.minus(Duration.ofDays(90)) : from;
        if (!since.isBefore(until) || Duration.between(since, until).compareTo(A_YEAR) > 0) {
            throw new Invalid("from", "out-of-range", "Before to, and no more than a year before it.");
        }
        var group = by == null ? SurveySummary.By.ALL : by;
        return new Summary(group, since, until, SurveySummary.FEWEST, summary.by(group, since, until));
    }

    @PUT
    @Path("/{id}/exclusion")
    @RolesAllowed("lead")
    @Transactional
    @Operation(
            operationId = "excludeSurvey",
            summary = "Leaves a survey out of the figures, with a reason; it goes on being counted beside them")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SurveyView.class)))
    public Response exclude(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Exclude request) {
        var survey = surveys.require(id);
        Versions.require(ifMatch, survey.version());
        survey.exclude(caller.person(), request.reason(), clock.instant());
        exclusions.keep(survey, true, caller.person(), request.reason());
        return answer(survey);
    }

    @DELETE
    @Path("/{id}/exclusion")
    @RolesAllowed("lead")
    @Transactional
    @Operation(operationId = "includeSurvey", summary = "Takes a survey into the figures again")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SurveyView.class)))
    public Response include(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var survey = surveys.require(id);
        Versions.require(ifMatch, survey.version());
        survey.include();
        exclusions.keep(survey, false, caller.person(), "");
        return answer(survey);
    }

    private Response answer(Survey survey) {
        surveys.flush();
        var words = surveys.lastOf(survey).map(Answer::words).orElse(null);
        return Response.ok(SurveyView.of(survey, words, null))
                .tag(Versions.tag(survey.version()))
                .build();
    }

    /** Why it is left out. */
    public record Exclude(@NotNull @Characters(max = 2_000) String reason) {}

    /** A page of surveys. */
    public record SurveyPage(
            List<SurveyView> items, @Nullable String next) {}

    /**
     * What the answers come to.
     *
     * @param suppressedBelow groups of fewer answers are not described
     */
    public record Summary(
            SurveySummary.By by, Instant from, Instant to, int suppressedBelow, List<SurveySummary.Group> groups) {}

    /**
     * A survey as the desk sees it, with the latest answer.
     *
     * @param reference what the complaint is called; absent where that is known
     * @param closing how the resolution ended that it is about; absent as long as only the customer has said that it is put right
     * @param low whether it asks for somebody to come back
     * @param owner who owned it when it was asked
     * @param exclusion by whom and why it is left out of the figures
     */
    public record SurveyView(
            UUID id,
            int version,
            UUID complaintId,
            @Nullable String reference,
            int resolution,
            @Nullable Closing closing,
            Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant amendedAt,
            @Nullable Integer satisfaction,
            @Nullable Integer effort,
            List<Emotion> emotions,
            @Nullable Boolean jobRestored,
            @Nullable String words,
            boolean low,
            @Nullable String product,
            Channel channel,
            Language language,
            @Nullable String segment,
            Person owner,
            Survey.@Nullable Exclusion exclusion) {

        static SurveyView of(Survey survey, @Nullable String words, @Nullable String reference) {
            return new SurveyView(
                    survey.id(),
                    survey.version(),
                    survey.complaintId(),
                    reference,
                    survey.resolution(),
                    survey.closing(),
                    survey.askedAt(),
                    survey.answeredAt(),
                    survey.amendedAt(),
                    survey.satisfaction(),
                    survey.effort(),
                    survey.emotions(),
                    survey.jobRestored(),
                    words,
                    survey.isLow(),
                    survey.product(),
                    survey.channel(),
                    survey.language(),
                    survey.segment(),
                    survey.owner(),
                    survey.exclusion());
        }
    }
}
