package dev.makegood.recovery.refusal;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Event;
import dev.makegood.contract.Language;
import dev.makegood.contract.PolicyReviewRaised;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.refusal.RefusalViews.RefusalList;
import dev.makegood.recovery.refusal.RefusalViews.RefusalView;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Telling a customer no, by the owner of their journey. A no names its policy, its reason and the way to escalate. */
@Path("/v1/journeys/{journey}/refusals")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RefusalsResource {

    private final Refusals refusals;
    private final Policies policies;
    private final Journeys journeys;
    private final Promises promises;
    private final Tasks tasks;
    private final RefusalSettings settings;
    private final Caller caller;
    private final Clock clock;

    RefusalsResource(
            Refusals refusals,
            Policies policies,
            Journeys journeys,
            Promises promises,
            Tasks tasks,
            RefusalSettings settings,
            Caller caller,
            Clock clock) {
        this.refusals = refusals;
        this.policies = policies;
        this.journeys = journeys;
        this.promises = promises;
        this.tasks = tasks;
        this.settings = settings;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "refuse",
            summary = "Tells the customer no, by which policy, why, and whom they can turn to")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RefusalView.class)))
    public Response refuse(@PathParam("journey") UUID id, @Valid @NotNull No request) {
        var journey = journeys.changeByOwner(id);
        var now = clock.instant();
        var policy = policies.named(request.policyId());
        journey.refuse(now);
        var refusal = new RecordedRefusal(
                journey, policy, wording(policy, journey, request), request.reason(), caller.person(), now);
        refusals.persist(refusal);
        List<Event> events = new ArrayList<>(List.of(refusal.recorded(journey)));
        // It is the customer's turn now: they take it, or turn to someone, or say no to the no.
        events.addAll(promises.settle(id, journey.state(), PromiseKind.NEXT_UPDATE, PromiseKind.STATUTORY));
        // A no does not put it right, and nobody may read that it did.
        events.addAll(promises.lapse(id, journey.state(), PromiseKind.RESOLUTION));
        policy.weigh(policies.scales(policy.id(), policy.reviewedAt()), settings, id, journey.state(), now)
                .ifPresent(raised -> {
                    events.add(raised);
                    tasks.add(review(policy, raised, now));
                });
        journeys.tell(journey, events);
        return Response.status(Response.Status.CREATED)
                .entity(RefusalView.of(refusal, journey))
                .build();
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "listRefusals", summary = "What the customer was refused, in order")
    public RefusalList list(@PathParam("journey") UUID id) {
        var journey = journeys.require(id);
        return new RefusalList(refusals.of(id).stream()
                .map(refusal -> RefusalView.of(refusal, journey))
                .toList());
    }

    /** What the customer is told of the policy: the words of the request, else the policy's own in the customer's language. */
    private static Policy.Wording wording(Policy policy, Journey journey, No request) {
        var language = Language.valueOf(journey.language().toUpperCase(Locale.ROOT));
        var shipped = policy.wording(language);
        var escalation = request.escalation() == null
                ? shipped.map(Policy.Wording::escalation)
                        .orElseThrow(() -> new Unprocessable(
                                "/escalation",
                                "required",
                                "The policy says nothing in %s: say whom the customer can turn to."
                                        .formatted(language.code())))
                : request.escalation();
        return new Policy.Wording(
                language,
                shipped.map(Policy.Wording::title).orElse(policy.title()),
                escalation,
                request.statutory() == null
                        ? shipped.map(Policy.Wording::statutory).orElse(null)
                        : request.statutory());
    }

    private Task review(Policy policy, PolicyReviewRaised raised, Instant now) {
        return new Task(
                raised.complaintId(),
                policy.owner(),
                Task.Kind.REVIEW,
                "%s refused %d customers and %d were proven to abuse it: is it worth that?"
                        .formatted(policy.title(), raised.refused(), raised.abuses()),
                now.plus(settings.review()),
                now);
    }

    /**
     * A no.
     *
     * @param escalation whom the customer can turn to; the policy's own words in their language where it is absent
     * @param statutory what the law wants said; likewise
     */
    public record No(
            @NotNull @Characters(max = 60, oneLine = true) String policyId,
            @NotNull @Characters(max = 5_000) String reason,
            @Characters(max = 2_000) @Nullable String escalation,
            @Characters(max = 5_000) @Nullable String statutory) {}
}
