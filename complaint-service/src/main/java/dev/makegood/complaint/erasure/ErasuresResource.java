package dev.makegood.complaint.erasure;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.erasure.Erasure.Ground;
import dev.makegood.complaint.erasure.Erasure.State;
import dev.makegood.contract.Person;
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
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Forgetting people. Anybody at the desk asks for it, mostly because the customer did; somebody else who answers for the desk
 * confirms it; and then nobody brings them back.
 */
@Path("/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class ErasuresResource {

    static final int LONGEST_REASON = 2_000;

    private final Erasures erasures;
    private final Caller caller;
    private final Clock clock;

    ErasuresResource(Erasures erasures, Caller caller, Clock clock) {
        this.erasures = erasures;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(operationId = "askErasure", summary = "Asks that a person is forgotten, and says why")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ErasureView.class)))
    public Response ask(@Valid @NotNull Ask request) {
        var ground = request.ground() == null ? Ground.THEY_ASKED : request.ground();
        var erasure = erasures.ask(request.customer(), ground, request.reason().strip(), caller.person());
        return Response.created(at(erasure))
                .entity(ErasureView.of(erasure))
                .tag(Versions.tag(erasure.version()))
                .build();
    }

    @GET
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(operationId = "listErasures", summary = "Who is to be forgotten or was, the latest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ErasurePage.class)))
    public Response list(
            @QueryParam("state") @Nullable State state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = erasures.newest(state, Cursor.of(cursor).orElse(null), size + 1).stream()
                .map(ErasureView::of)
                .toList();
        return Page.of(found, size, erasure -> new Cursor(erasure.askedAt(), erasure.id()))
                .respond(uri);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getErasure", summary = "Whether somebody is to be forgotten or was")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ErasureView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(erasures.findByIdOptional(id).orElseThrow(NotFound::new));
    }

    @POST
    @Path("/{id}/confirm")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(
            operationId = "confirmErasure",
            summary = "Forgets them, now and for good",
            description = "Somebody else than who asked for it. What of theirs still goes on is withdrawn.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ErasureView.class)))
    public Response confirm(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var erasure = erasures.claimed(id);
        Versions.require(ifMatch, erasure.version());
        erasures.confirm(erasure, caller.person());
        return answer(erasure);
    }

    @POST
    @Path("/{id}/withdraw")
    @Transactional
    @Operation(operationId = "withdrawErasure", summary = "They are not to be forgotten after all")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ErasureView.class)))
    public Response withdraw(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var erasure = erasures.claimed(id);
        Versions.require(ifMatch, erasure.version());
        erasure.withdraw(caller.person(), clock.instant());
        return answer(erasure);
    }

    private Response answer(Erasure erasure) {
        erasures.flush();
        return Response.ok(ErasureView.of(erasure))
                .tag(Versions.tag(erasure.version()))
                .build();
    }

    static URI at(Erasure erasure) {
        return URI.create("/v1/erasures/" + erasure.id());
    }

    /**
     * Who is to be forgotten, and why.
     *
     * @param ground what gives them the right; that they asked, if nothing is said
     * @param reason how one knows; forgotten with them
     */
    public record Ask(
            @NotNull UUID customer,
            @Nullable Ground ground,
            @NotNull @Characters(max = LONGEST_REASON) String reason) {}

    /**
     * Whether somebody is to be forgotten.
     *
     * @param complaints how many of theirs were forgotten with them
     */
    public record ErasureView(
            UUID id,
            int version,
            UUID customer,
            Ground ground,
            String reason,
            State state,
            Instant askedAt,
            Person askedBy,
            @Nullable Instant decidedAt,
            @Nullable Person decidedBy,
            @Nullable Integer complaints) {

        static ErasureView of(Erasure erasure) {
            return new ErasureView(
                    erasure.id(),
                    erasure.version(),
                    erasure.customer(),
                    erasure.ground(),
                    erasure.reason(),
                    erasure.state(),
                    erasure.askedAt(),
                    erasure.askedBy(),
                    erasure.decidedAt(),
                    erasure.decidedBy(),
                    erasure.complaints());
        }
    }

    /** A page of erasures. */
    public record ErasurePage(
            List<ErasureView> items, @Nullable String next) {}
}
