package dev.makegood.recovery.fact;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.CustomerAskedAgain;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.Journeys;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What a customer is asked for: only what nobody here knows, and once. */
@Path("/v1/journeys/{id}/questions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CustomerQuestionsResource {

    private final CustomerQuestions questions;
    private final KnownFacts facts;
    private final Journeys journeys;
    private final Caller caller;
    private final Clock clock;

    CustomerQuestionsResource(
            CustomerQuestions questions, KnownFacts facts, Journeys journeys, Caller caller, Clock clock) {
        this.questions = questions;
        this.facts = facts;
        this.journeys = journeys;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "askCustomer",
            summary = "Asks the customer for a fact; refused if it is known here, or was asked before, unless anyway"
                    + " and because are given: then it counts as asked again")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = QuestionView.class)))
    public Response ask(@PathParam("id") UUID id, @Valid @NotNull Ask request) {
        var journey = journeys.changeByOwner(id);
        journey.customerAsked();
        var question = new CustomerQuestion(id, request.fact(), request.words(), caller.person(), clock.instant());
        List<JourneyEvent> again = again(question, request, journey.state());
        questions.persist(question);
        List<JourneyEvent> events = new ArrayList<>(List.of(question.asked(journey.state())));
        events.addAll(again);
        journeys.tell(journey, events);
        return Response.created(URI.create("/v1/journeys/%s/questions/%s".formatted(id, question.id())))
                .tag(Versions.tag(question.version()))
                .entity(QuestionView.of(question))
                .build();
    }

    /** Nothing, if nobody knew; else that the customer is asked again, if that is meant. */
    private List<JourneyEvent> again(CustomerQuestion question, Ask request, JourneyState state) {
        var known = facts.find(question.journeyId(), question.fact());
        var earlier = questions.earlier(question.journeyId(), question.fact(), question.words());
        if (known.isEmpty() && earlier.isEmpty()) {
            return List.of();
        }
        if (!Boolean.TRUE.equals(request.anyway())) {
            throw known.isPresent() ? new AlreadyKnown(known.get()) : new AlreadyAsked(earlier.orElseThrow());
        }
        var because = request.because();
        if (because == null) {
            throw new Invalid("/because", "required", "Why is the customer asked again?");
        }
        var party = known.map(KnownFact::party).orElse(null);
        question.again(because, party == null ? null : party.id());
        return List.of(new CustomerAskedAgain(
                question.journeyId(), question.fact(), question.askedBy(), state, question.askedAt()));
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "listQuestionsToCustomer",
            summary = "What the customer was asked for, in order, and how often for what was known")
    public QuestionList list(@PathParam("id") UUID id) {
        journeys.require(id);
        return new QuestionList(questions.of(id).stream().map(QuestionView::of).toList(), questions.askedAgain(id));
    }

    @GET
    @Path("/{question}")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "getQuestionToCustomer", summary = "Something that the customer was asked for")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QuestionView.class)))
    public Response get(@PathParam("id") UUID id, @PathParam("question") UUID question) {
        return answer(questions.require(id, question));
    }

    @POST
    @Path("/{question}/answer")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(
            operationId = "recordCustomersAnswer",
            summary = "What the customer said: known from now on, so that nobody asks again")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QuestionView.class)))
    public Response answer(
            @PathParam("id") UUID id,
            @PathParam("question") UUID question,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Answer request) {
        journeys.changeByOwner(id);
        var asked = questions.require(id, question);
        Versions.require(ifMatch, asked.version());
        asked.answer(request.value(), clock.instant());
        facts.learn(asked.journeyId(), Map.of(asked.fact(), request.value()), KnownFact.Source.CUSTOMER, null, null);
        questions.flush();
        return answer(asked);
    }

    private static Response answer(CustomerQuestion question) {
        return Response.ok(QuestionView.of(question))
                .tag(Versions.tag(question.version()))
                .build();
    }

    /**
     * What the customer is asked for.
     *
     * @param fact its name, such as {@code plate}
     * @param words the question, in the customer's language
     * @param anyway whether to ask even if it is known
     * @param because why, in that case
     */
    public record Ask(
            @NotNull @Characters(max = 60, oneLine = true) String fact,
            @NotNull @Characters(max = 2_000) String words,
            @Nullable Boolean anyway,
            @Characters(max = 2_000) @Nullable String because) {}

    /** What the customer said. */
    public record Answer(@NotNull @Characters(max = 5_000) String value) {}

    /**
     * What the customer was asked for.
     *
     * @param askedAgain how often for what was known, or asked before
     */
    public record QuestionList(List<QuestionView> items, long askedAgain) {}

    /**
     * Something that the customer was asked for.
     *
     * @param againBecause why, where it was known or asked before
     * @param heard what the customer wrote while this and more was asked: say what of it is the answer
     * @param messageId the message that was taken for the answer; record the answer to say it better
     */
    public record QuestionView(
            UUID id,
            int version,
            UUID journeyId,
            String fact,
            String words,
            CustomerQuestion.State state,
            Person askedBy,
            Instant askedAt,
            @Nullable String againBecause,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            @Nullable String heard,
            @Nullable UUID messageId) {

        static QuestionView of(CustomerQuestion question) {
            return new QuestionView(
                    question.id(),
                    question.version(),
                    question.journeyId(),
                    question.fact(),
                    question.words(),
                    question.state(),
                    question.askedBy(),
                    question.askedAt(),
                    question.againBecause(),
                    question.answer(),
                    question.answeredAt(),
                    question.heard(),
                    question.messageId());
        }
    }
}
