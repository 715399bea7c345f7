package dev.makegood.recovery.task;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.contract.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What people have to do. */
@Path("/v1/journeys/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class TasksResource {

    private final Tasks tasks;
    private final Caller caller;
    private final Clock clock;

    TasksResource(Tasks tasks, Caller caller, Clock clock) {
        this.tasks = tasks;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listTasks",
            summary = "What a person still has to do, the soonest due first; the caller, or for a lead anybody")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TaskPage.class)))
    public Response list(
            @QueryParam("person") @Nullable String person,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        var who = person == null || person.equals("me") ? caller.id() : person;
        requireMine(who);
        int size = Page.limit(limit);
        var found = tasks.open(who, Cursor.of(cursor).orElse(null), size + 1).stream()
                .map(TaskView::of)
                .toList();
        return Page.of(found, size, task -> new Cursor(task.dueAt(), task.id())).respond(uri);
    }

    @POST
    @Path("/{id}/done")
    @Transactional
    @Operation(
            operationId = "finishTask",
            summary = "It is done; an apology that is owed is done by apologising, and by nothing else")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TaskView.class)))
    public Response done(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var task = tasks.findByIdOptional(id).orElseThrow(NotFound::new);
        requireMine(task.person().id());
        Versions.require(ifMatch, task.version());
        if (task.kind() == Task.Kind.APOLOGISE) {
            throw new ApologyStillOwed();
        }
        task.done(clock.instant());
        tasks.flush();
        return Response.ok(TaskView.of(task)).tag(Versions.tag(task.version())).build();
    }

    private void requireMine(String person) {
        if (!person.equals(caller.id()) && !caller.has("lead") && !caller.has("manager")) {
            throw new Forbidden("What others have to do is for them and for leads to see.");
        }
    }

    /** A page of tasks. */
    public record TaskPage(List<TaskView> items, @Nullable String next) {}

    /** Something that has to be done. */
    public record TaskView(
            UUID id,
            int version,
            UUID journeyId,
            Person person,
            Task.Kind kind,
            String what,
            Instant dueAt,
            Instant madeAt,
            @Nullable Instant doneAt) {

        static TaskView of(Task task) {
            return new TaskView(
                    task.id(),
                    task.version(),
                    task.journeyId(),
                    task.person(),
                    task.kind(),
                    task.what(),
                    task.dueAt(),
                    task.madeAt(),
                    task.doneAt());
        }
    }
}
