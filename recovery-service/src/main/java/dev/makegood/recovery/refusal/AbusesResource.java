package dev.makegood.recovery.refusal;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Conflict;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.refusal.RefusalViews.AbusePage;
import dev.makegood.recovery.refusal.RefusalViews.AbuseView;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Customers who were proven to abuse a policy. A flag touches the one customer, has evidence, and ends. */
@Path("/v1/policies/{policy}/abuses")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"lead", "manager"})
@RunOnVirtualThread
public class AbusesResource {

    private final AbuseFlags flags;
    private final Policies policies;
    private final Journeys journeys;
    private final RefusalSettings settings;
    private final Caller caller;
    private final Clock clock;

    AbusesResource(
            AbuseFlags flags,
            Policies policies,
            Journeys journeys,
            RefusalSettings settings,
            Caller caller,
            Clock clock) {
        this.flags = flags;
        this.policies = policies;
        this.journeys = journeys;
        this.settings = settings;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(operationId = "flagAbuse", summary = "This customer was proven to abuse the policy, until then")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = AbuseView.class)))
    public Response flag(@PathParam("policy") String id, @Valid @NotNull Abuse request) {
        var policy = policies.change(id);
        var now = clock.instant();
        if (!request.expiresAt().isAfter(now) || request.expiresAt().isAfter(now.plus(settings.longestFlag()))) {
            throw new Unprocessable(
                    "/expiresAt",
                    "out-of-range",
                    "A flag ends, at the latest in %d days."
                            .formatted(settings.longestFlag().toDays()));
        }
        if (journeys.count("customerId", request.customerId()) == 0) {
            throw new Unprocessable("/customerId", "unknown", "No journey is this customer's.");
        }
        if (flags.stands(policy.id(), request.customerId(), now)) {
            throw new Conflict("This customer is flagged for this policy already.");
        }
        var flag = new AbuseFlag(
                policy.id(), request.customerId(), request.evidence(), request.expiresAt(), caller.person(), now);
        flags.persist(flag);
        return answer(flag, Response.Status.CREATED);
    }

    @GET
    @Transactional
    @Operation(operationId = "listAbuses", summary = "The proven abuses of a policy, the latest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AbusePage.class)))
    public Response list(
            @PathParam("policy") String id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        policies.require(id);
        int size = Page.limit(limit);
        var now = clock.instant();
        var found = flags.of(id, Cursor.of(cursor).orElse(null), size + 1).stream()
                .map(flag -> AbuseView.of(flag, now))
                .toList();
        return Page.of(found, size, flag -> new Cursor(flag.setAt(), flag.id())).respond(uri);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getAbuse", summary = "A proven abuse")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AbuseView.class)))
    public Response get(@PathParam("policy") String policy, @PathParam("id") UUID id) {
        return answer(flags.require(policy, id), Response.Status.OK);
    }

    @POST
    @Path("/{id}/lift")
    @Transactional
    @Operation(operationId = "liftAbuse", summary = "It was not abuse after all; the customer is free of it")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AbuseView.class)))
    public Response lift(
            @PathParam("policy") String policy,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Because request) {
        policies.change(policy);
        var flag = flags.require(policy, id);
        Versions.require(ifMatch, flag.version());
        flag.lift(request.because(), caller.person(), clock.instant());
        flags.flush();
        return answer(flag, Response.Status.OK);
    }

    private Response answer(AbuseFlag flag, Response.Status status) {
        return Response.status(status)
                .tag(Versions.tag(flag.version()))
                .entity(AbuseView.of(flag, clock.instant()))
                .build();
    }

    /** What was proven of a customer. */
    public record Abuse(
            @NotNull UUID customerId,
            @NotNull @Characters(min = 10, max = 5_000) String evidence,
            @NotNull Instant expiresAt) {}

    /** Why it is lifted. */
    public record Because(@NotNull @Characters(max = 2_000) String because) {}
}
