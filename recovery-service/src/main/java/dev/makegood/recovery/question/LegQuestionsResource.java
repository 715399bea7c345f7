package dev.makegood.recovery.question;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Person;
import dev.makegood.recovery.fact.KnownFact;
import dev.makegood.recovery.fact.KnownFacts;
import dev.makegood.recovery.leg.LegSteps;
import dev.makegood.recovery.leg.Legs;
import dev.makegood.recovery.task.Tasks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** A party asks, the owner answers; what is answered goes into the packet, so that it is asked once. */
@Path("/v1/legs/{id}/questions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LegQuestionsResource {

    private final LegQuestions questions;
    private final Legs legs;
    private final LegSteps steps;
    private final KnownFacts known;
    private final Tasks tasks;
    private final Caller caller;

    LegQuestionsResource(
            LegQuestions questions, Legs legs, LegSteps steps, KnownFacts known, Tasks tasks, Caller caller) {
        this.questions = questions;
        this.legs = legs;
        this.steps = steps;
        this.known = known;
        this.tasks = tasks;
        this.caller = caller;
    }

    @POST
    @RolesAllowed("party")
    @Transactional
    @Idempotent
    @Operation(operationId = "askOwner", summary = "The party asks the journey's owner; the customer is not asked")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LegQuestionView.class)))
    public Response ask(@PathParam("id") UUID id, @Valid @NotNull AskOwner request) {
        var leg = legs.require(id);
        var question = questions.put(leg, one -> {}, request.question());
        return Response.created(URI.create("/v1/legs/%s/questions/%s".formatted(id, question.id())))
                .tag(Versions.tag(question.version()))
                .entity(LegQuestionView.of(question))
                .build();
    }

    @GET
    @RolesAllowed({"party", "agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "listQuestionsOfLeg", summary = "What the party asked, and the answers, in order")
    public LegQuestionList list(@PathParam("id") UUID id) {
        legs.require(id);
        return new LegQuestionList(
                questions.of(id).stream().map(LegQuestionView::of).toList());
    }

    @GET
    @Path("/{question}")
    @RolesAllowed({"party", "agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "getQuestionOfLeg", summary = "Something that the party asked")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegQuestionView.class)))
    public Response get(@PathParam("id") UUID id, @PathParam("question") UUID question) {
        legs.require(id);
        return answer(questions.require(id, question));
    }

    @POST
    @Path("/{question}/answer")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(
            operationId = "answerParty",
            summary = "The owner answers; facts go into the packet, so that nobody asks for them again")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LegQuestionView.class)))
    public Response answer(
            @PathParam("id") UUID id,
            @PathParam("question") UUID question,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull AnswerParty request) {
        var leg = legs.require(id);
        var asked = questions.require(id, question);
        steps.byOwner(
                leg,
                one -> {
                    questions.getEntityManager().refresh(asked);
                    Versions.require(ifMatch, asked.version());
                },
                (one, journey, now) -> {
                    var facts = request.facts();
                    if (facts != null && !facts.isEmpty()) {
                        one.learn(facts);
                        known.learn(journey.id(), facts, KnownFact.Source.OWNER, one.id(), one.party());
                    }
                    tasks.finish(asked.taskId(), now);
                    return asked.answer(one, caller.person(), request.answer(), journey.state(), now);
                });
        return answer(asked);
    }

    private static Response answer(LegQuestion question) {
        return Response.ok(LegQuestionView.of(question))
                .tag(Versions.tag(question.version()))
                .build();
    }

    /** What the party wants to know. */
    public record AskOwner(@NotNull @Characters(max = 2_000) String question) {}

    /**
     * What the owner says.
     *
     * @param facts what goes into the packet, by name
     */
    public record AnswerParty(
            @NotNull @Characters(max = 5_000) String answer,

            @Size(max = 50) @Nullable
            Map<@NotNull @Characters(max = 60, oneLine = true) String, @NotNull @Characters(max = 5_000) String>
                    facts) {}

    /** What was asked on a leg. */
    public record LegQuestionList(List<LegQuestionView> items) {}

    /** Something that the party asked. */
    public record LegQuestionView(
            UUID id,
            int version,
            UUID legId,
            String question,
            LegQuestion.State state,
            Instant askedAt,
            @Nullable String answer,
            @Nullable Person answeredBy,
            @Nullable Instant answeredAt) {

        static LegQuestionView of(LegQuestion question) {
            return new LegQuestionView(
                    question.id(),
                    question.version(),
                    question.legId(),
                    question.question(),
                    question.state(),
                    question.askedAt(),
                    question.answer(),
                    question.answeredBy(),
                    question.answeredAt());
        }
    }
}
