package dev.makegood.recovery.note;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
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
import jakarta.ws.rs.PUT;
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

/** Notes among colleagues. Whoever helps may write one, whoever's the journey is. */
@Path("/v1/journeys/{id}/notes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class NotesResource {

    private final Notes notes;
    private final Journeys journeys;
    private final Caller caller;
    private final Clock clock;

    NotesResource(Notes notes, Journeys journeys, Caller caller, Clock clock) {
        this.notes = notes;
        this.journeys = journeys;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(operationId = "writeNote", summary = "A note for colleagues; no customer ever reads it")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = NoteView.class)))
    public Response write(@PathParam("id") UUID id, @Valid @NotNull NoteRequest request) {
        journeys.require(id);
        var note = new Note(id, caller.person(), request.words(), clock.instant());
        notes.persist(note);
        return Response.created(URI.create("/v1/journeys/%s/notes/%s".formatted(id, note.id())))
                .tag(Versions.tag(note.version()))
                .entity(view(note))
                .build();
    }

    @GET
    @Transactional
    @Operation(operationId = "listNotes", summary = "The notes of a journey, in the order in which they were written")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NotePage.class)))
    public Response list(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        journeys.require(id);
        int size = Page.limit(limit);
        var found = notes.of(id, Cursor.of(cursor).orElse(null), size + 1);
        return Page.of(found.stream().map(NoteItem::of).toList(), size, note -> new Cursor(note.writtenAt(), note.id()))
                .respond(uri);
    }

    @GET
    @Path("/{note}")
    @Transactional
    @Operation(operationId = "getNote", summary = "A note, with what it said before it was edited")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NoteView.class)))
    public Response get(@PathParam("id") UUID id, @PathParam("note") UUID note) {
        return answer(notes.require(id, note));
    }

    @PUT
    @Path("/{note}")
    @Transactional
    @Operation(operationId = "editNote", summary = "Its author says it differently; what it said before is kept")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = NoteView.class)))
    public Response edit(
            @PathParam("id") UUID id,
            @PathParam("note") UUID noteId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull NoteRequest request) {
        var note = notes.require(id, noteId);
        if (!note.by().id().equals(caller.id())) {
            throw new Forbidden("%s wrote this; write a note of your own."
                    .formatted(note.by().name()));
        }
        Versions.require(ifMatch, note.version());
        notes.getEntityManager().persist(note.edit(request.words(), clock.instant()));
        notes.flush();
        return answer(note);
    }

    private Response answer(Note note) {
        return Response.ok(view(note)).tag(Versions.tag(note.version())).build();
    }

    private NoteView view(Note note) {
        return new NoteView(
                note.id(),
                note.version(),
                note.journeyId(),
                note.by(),
                note.words(),
                note.writtenAt(),
                note.editedAt(),
                notes.before(note.id()).stream()
                        .map(before -> new Before(before.version(), before.words(), before.replacedAt()))
                        .toList());
    }

    /** What a colleague wants colleagues to know. */
    public record NoteRequest(
            @NotNull @Characters(max = 20_000) String words) {}

    /** A page of notes. */
    public record NotePage(List<NoteItem> items, @Nullable String next) {}

    /** A note as it is now. */
    public record NoteItem(
            UUID id,
            int version,
            Person by,
            String words,
            Instant writtenAt,
            @Nullable Instant editedAt) {

        static NoteItem of(Note note) {
            return new NoteItem(note.id(), note.version(), note.by(), note.words(), note.writtenAt(), note.editedAt());
        }
    }

    /** What a note said before. */
    public record Before(int version, String words, Instant replacedAt) {}

    /** A note with all that it ever said. */
    public record NoteView(
            UUID id,
            int version,
            UUID journeyId,
            Person by,
            String words,
            Instant writtenAt,
            @Nullable Instant editedAt,
            List<Before> before) {}
}
