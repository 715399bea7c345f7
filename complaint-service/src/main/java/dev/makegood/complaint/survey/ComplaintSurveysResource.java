package dev.makegood.complaint.survey;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Conflict;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.survey.SurveysResource.SurveyView;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** How it was for the customer of one complaint, in all that they said of it. */
@Path("/v1/complaints/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class ComplaintSurveysResource {

    private final Complaints complaints;
    private final Surveys surveys;
    private final WalkedLegs legs;
    private final NamedEmotions emotions;
    private final Caller caller;

    ComplaintSurveysResource(
            Complaints complaints, Surveys surveys, WalkedLegs legs, NamedEmotions emotions, Caller caller) {
        this.complaints = complaints;
        this.surveys = surveys;
        this.legs = legs;
        this.emotions = emotions;
        this.caller = caller;
    }

    @GET
    @Path("/surveys")
    @Transactional
    @Operation(
            operationId = "listSurveysOfComplaint",
            summary = "What the customer was asked about each resolution and each leg, and every answer, oldest first")
    public SurveysOfComplaint surveys(@PathParam("id") UUID id) {
        var complaint = complaints.require(id);
        var asked = surveys.on(id);
        Map<UUID, List<SurveyAnswer>> given = surveys
                .answers(asked.stream().map(Survey::id).toList())
                .stream()
                .collect(Collectors.groupingBy(SurveyAnswer::survey));
        return new SurveysOfComplaint(
                asked.stream()
                        .map(survey ->
                                Asked.of(survey, given.getOrDefault(survey.id(), List.of()), complaint.reference()))
                        .toList(),
                legs.on(id).stream().map(LegView::of).toList(),
                emotions.of(complaint),
                emotions.on(id).stream().map(NamedView::of).toList());
    }

    @POST
    @Path("/emotions")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "nameEmotions",
            summary = "Writes down what the customer said that they feel",
            description = "Only what they named, with how they put it. Nobody infers what somebody feels.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = NamedView.class)))
    public Response name(@PathParam("id") UUID id, @Valid @NotNull Name request) {
        var complaint = complaints.require(id);
        if (!emotions.areAsked(complaint)) {
            throw new Conflict("It is put right, or closed: how it was is asked by the survey.");
        }
        var named = emotions.name(complaint, request.emotions(), caller.person(), request.inTheirWords());
        return Response.created(URI.create("/v1/complaints/" + id + "/surveys"))
                .entity(NamedView.of(named))
                .build();
    }

    /**
     * What a customer said that they feel.
     *
     * @param emotions those that they named
     * @param inTheirWords how they put it
     */
    public record Name(
            @NotNull @Size(min = 1, max = 14) List<@NotNull Emotion> emotions,
            @NotNull @Characters(max = 500) String inTheirWords) {}

    /**
     * How it was.
     *
     * @param emotionsBefore what the customer named when they complained and since, each once
     * @param named when they named what, after they had complained
     */
    public record SurveysOfComplaint(
            List<Asked> items, List<LegView> legs, List<Emotion> emotionsBefore, List<NamedView> named) {}

    /** A survey with every answer. */
    public record Asked(SurveyView survey, List<Given> answers) {

        static Asked of(Survey survey, List<SurveyAnswer> answers, String reference) {
            var last = answers.isEmpty() ? null : answers.getLast().answer().words();
            return new Asked(
                    SurveyView.of(survey, last, reference),
                    answers.stream().map(Given::of).toList());
        }
    }

    /** An answer as it was given. */
    public record Given(
            Instant at,
            int satisfaction,
            int effort,
            List<Emotion> emotions,
            @Nullable Boolean jobRestored,
            @Nullable String words,
            boolean low) {

        static Given of(SurveyAnswer given) {
            var answer = given.answer();
            return new Given(
                    given.answeredAt(),
                    answer.satisfaction(),
                    answer.effort(),
                    answer.emotions(),
                    answer.jobRestored(),
                    answer.words(),
                    given.isLow());
        }
    }

    /** A leg that was walked, and how that was. */
    public record LegView(
            UUID legId,
            Party party,
            Instant completedAt,
            @Nullable Instant ratedAt,
            @Nullable Integer satisfaction,
            List<Emotion> emotions) {

        static LegView of(WalkedLeg leg) {
            return new LegView(
                    leg.legId(), leg.party(), leg.completedAt(), leg.ratedAt(), leg.satisfaction(), leg.emotions());
        }
    }

    /**
     * What they said that they feel.
     *
     * @param heardBy who wrote it down; absent where they named it themselves
     */
    public record NamedView(
            UUID id,
            Instant at,
            List<Emotion> emotions,
            @Nullable Person heardBy,
            @Nullable String inTheirWords) {

        static NamedView of(NamedEmotion named) {
            return new NamedView(named.id(), named.namedAt(), named.emotions(), named.heardBy(), named.inTheirWords());
        }
    }
}
