package dev.makegood.recovery.desk;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.recovery.journey.Journeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own drafts on a journey, one of each kind. Transfers, closing and what others do leave them alone; so does sending the
 * text: whoever sent it deletes it.
 */
@Path("/v1/journeys/{id}/drafts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class DraftsResource {

    private final Drafts drafts;
    private final Journeys journeys;
    private final Caller caller;
    private final Clock clock;

    DraftsResource(Drafts drafts, Journeys journeys, Caller caller, Clock clock) {
        this.drafts = drafts;
        this.journeys = journeys;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(operationId = "listDrafts", summary = "What the caller has begun to write about a journey")
    public DraftList list(@PathParam("id") UUID id) {
        journeys.require(id);
        return new DraftList(
                drafts.of(id, caller.id()).stream().map(DraftView::of).toList());
    }

    @GET
    @Path("/{kind}")
    @Transactional
    @Operation(operationId = "getDraft", summary = "A draft of the caller's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response get(@PathParam("id") UUID id, @PathParam("kind") String kind) {
        return answer(Response.Status.OK, require(id, kind));
    }

    @PUT
    @Path("/{kind}")
    @Transactional
    @Operation(
            operationId = "saveDraft",
            summary = "Keeps what the caller has begun to write; with If-Match, since they may write it in two windows")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DraftView.class)))
    public Response save(
            @PathParam("id") UUID id,
            @PathParam("kind") @Pattern(regexp = "[a-z0-9-]{1,40}", message = "Small letters, digits and dashes.")
                    String kind,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull DraftRequest request) {
        journeys.require(id);
        var known = drafts.findByIdOptional(new Draft.Id(id, caller.id(), kind));
        if (known.isPresent()) {
            var draft = known.get();
            Versions.require(ifMatch, draft.version(), read -> Map.of("draft", DraftView.of(draft)));
            draft.save(request.words(), clock.instant());
            drafts.flush();
            return answer(Response.Status.OK, draft);
        }
        Versions.requireNone(ifMatch);
        var draft = new Draft(new Draft.Id(id, caller.id(), kind), request.words(), clock.instant());
        drafts.persistAndFlush(draft);
        return answer(Response.Status.CREATED, draft);
    }

    @DELETE
    @Path("/{kind}")
    @Transactional
    @Operation(operationId = "deleteDraft", summary = "The caller no longer needs it")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(
            @PathParam("id") UUID id,
            @PathParam("kind") String kind,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        var draft = require(id, kind);
        Versions.require(ifMatch, draft.version(), read -> Map.of("draft", DraftView.of(draft)));
        drafts.delete(draft);
    }

    private Draft require(UUID id, String kind) {
        return drafts.findByIdOptional(new Draft.Id(id, caller.id(), kind)).orElseThrow(NotFound::new);
    }

    private static Response answer(Response.Status status, Draft draft) {
        return Response.status(status)
                .tag(Versions.tag(draft.version()))
                .entity(DraftView.of(draft))
                .build();
    }

    /** What they have begun to write. */
    public record DraftRequest(
            @NotNull @Characters(min = 0, max = 20_000) String words) {}

    /** The caller's drafts on a journey. */
    public record DraftList(List<DraftView> items) {}

    /**
     * A draft.
     *
     * @param kind what it is to become, such as {@code update} or {@code apology}
     */
    public record DraftView(String kind, int version, String words, Instant savedAt) {

        static DraftView of(Draft draft) {
            return new DraftView(draft.id().kind(), draft.version(), draft.words(), draft.savedAt());
        }
    }
}
