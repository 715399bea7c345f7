package dev.makegood.recovery.refusal;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Times;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Language;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.refusal.RefusalViews.PolicyList;
import dev.makegood.recovery.refusal.RefusalViews.PolicyView;
import dev.makegood.recovery.refusal.RefusalViews.ReviewPage;
import dev.makegood.recovery.refusal.RefusalViews.ReviewView;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The policies by which customers are told no, and what their owners made of them. */
@Path("/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PoliciesResource {

    static final String ID = "[a-z0-9-]{1,60}";

    /** A company has some dozens of policies; they are shown at once. */
    private static final int ALL = 1_000;

    private final Policies policies;
    private final Agents agents;
    private final Tasks tasks;
    private final Caller caller;
    private final Clock clock;

    PoliciesResource(Policies policies, Agents agents, Tasks tasks, Caller caller, Clock clock) {
        this.policies = policies;
        this.agents = agents;
        this.tasks = tasks;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "listPolicies", summary = "The policies by which customers are told no, by id")
    public PolicyList list() {
        return new PolicyList(policies.all(ALL).stream().map(PolicyView::of).toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "getPolicy", summary = "A policy")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Response get(@PathParam("id") String id) {
        return answer(policies.require(id), Response.Status.OK);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(
            operationId = "putPolicy",
            summary = "Adds a policy, or with If-Match changes one: whose it is, what it says, what it is for")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PolicyView.class)))
    public Response put(
            @PathParam("id") @Pattern(regexp = ID, message = "Small letters, digits and dashes.") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PolicyRequest request) {
        var owner = agents.named(request.owner(), "/owner");
        var wordings = wordings(request.wordings());
        var known = policies.findByIdOptional(id);
        Policy policy;
        if (known.isPresent()) {
            policy = known.get();
            Versions.require(ifMatch, policy.version());
            policy.become(owner, request.title(), request.text(), request.purpose(), wordings);
        } else {
            Versions.requireNone(ifMatch);
            policy = new Policy(
                    id, owner, request.title(), request.text(), request.purpose(), wordings, clock.instant());
            policies.persist(policy);
        }
        policies.flush();
        return answer(policy, known.isPresent() ? Response.Status.OK : Response.Status.CREATED);
    }

    @POST
    @Path("/{id}/reviews")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "reviewPolicy",
            summary = "Its owner looked at it, and says what came of it; from here on harm and abuse are counted anew")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Response review(@PathParam("id") String id, @Valid @NotNull Outcome request) {
        var policy = policies.change(id);
        if (!policy.owner().id().equals(caller.id())) {
            throw new Forbidden("%s owns this policy and looks at it."
                    .formatted(policy.owner().name()));
        }
        var now = clock.instant();
        var review =
                new PolicyReview(id, request.outcome(), policies.scales(id, policy.reviewedAt()), caller.person(), now);
        policies.getEntityManager().persist(review);
        var raisedOn = policy.reviewRaisedOn();
        if (raisedOn != null) {
            tasks.done(raisedOn, Task.Kind.REVIEW, now);
        }
        policy.reviewed(now);
        return Response.status(Response.Status.CREATED)
                .entity(ReviewView.of(review))
                .build();
    }

    @GET
    @Path("/{id}/reviews")
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(operationId = "listPolicyReviews", summary = "What came of looking at a policy, the latest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReviewPage.class)))
    public Response reviews(
            @PathParam("id") String id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        policies.require(id);
        int size = Page.limit(limit);
        var after = Cursor.of(cursor);
        var found = policies.getEntityManager()
                .createQuery("""
                        from PolicyReview where policyId = :policy and (at < :at or (at = :at and id < :id))
                        order by at desc, id desc
                        """, PolicyReview.class)
                .setParameter("policy", id)
                .setParameter("at", after.map(Cursor::at).orElse(Times.LAST))
                .setParameter("id", after.map(Cursor::id).orElse(new UUID(0, 0)))
                .setMaxResults(size + 1)
                .getResultStream()
                .map(ReviewView::of)
                .toList();
        return Page.of(found, size, review -> new Cursor(review.at(), review.id()))
                .respond(uri);
    }

    private static List<Policy.Wording> wordings(List<WordingRequest> wordings) {
        Set<Language> languages = EnumSet.noneOf(Language.class);
        for (int i = 0; i < wordings.size(); i++) {
            if (!languages.add(wordings.get(i).language())) {
                throw new Unprocessable("/wordings/" + i + "/language", "repeated", "A language is said once.");
            }
        }
        return wordings.stream()
                .map(wording -> new Policy.Wording(
                        wording.language(), wording.title(), wording.escalation(), wording.statutory()))
                .toList();
    }

    private static Response answer(Policy policy, Response.Status status) {
        return Response.status(status)
                .tag(Versions.tag(policy.version()))
                .entity(PolicyView.of(policy))
                .build();
    }

    /**
     * A policy as it is stated.
     *
     * @param owner the id of the person who answers for it
     * @param purpose what it is for: whom it should stop from what
     */
    public record PolicyRequest(
            @NotNull @Characters(max = 100, oneLine = true) String owner,
            @NotNull @Characters(max = 200, oneLine = true) String title,
            @NotNull @Characters(max = 10_000) String text,
            @NotNull @Characters(max = 2_000) String purpose,
            @NotNull @Size(max = 5) List<@Valid @NotNull WordingRequest> wordings) {}

    /**
     * What customers are told of it in one language.
     *
     * @param escalation whom they can turn to
     * @param statutory what the law wants said
     */
    public record WordingRequest(
            @NotNull Language language,
            @NotNull @Characters(max = 200, oneLine = true) String title,
            @NotNull @Characters(max = 2_000) String escalation,
            @Characters(max = 5_000) @Nullable String statutory) {}

    /** What came of looking at it. */
    public record Outcome(@NotNull @Characters(max = 5_000) String outcome) {}
}
