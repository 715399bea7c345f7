package dev.makegood.recovery.problem;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.Language;
import dev.makegood.recovery.erasure.Erasure;
import dev.makegood.recovery.problem.ProblemViews.Added;
import dev.makegood.recovery.problem.ProblemViews.AffectedPage;
import dev.makegood.recovery.problem.ProblemViews.AffectedView;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
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

/** Those who were hit by a problem and never complained: most people do not, they leave. */
@Path("/v1/problems/{problem}/affected")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"lead", "manager"})
@RunOnVirtualThread
public class AffectedResource {

    private final Problems problems;
    private final People people;
    private final Caller caller;
    private final Clock clock;

    AffectedResource(Problems problems, People people, Caller caller, Clock clock) {
        this.problems = problems;
        this.people = people;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(
            operationId = "addAffected",
            summary = "Says who was hit and never complained; who is known stays as they are")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Added.class)))
    public Response add(@PathParam("problem") UUID id, @Valid @NotNull NewPeople request) {
        var problem = problems.change(id);
        for (int i = 0; i < request.people().size(); i++) {
            var person = request.people().get(i);
            if (person.customerId() == null && person.email() == null) {
                throw new Unprocessable("/people/" + i, "required", "A customerId or an email.");
            }
        }
        int added = people.add(problem.id(), request.people(), clock.instant());
        return Response.status(Response.Status.CREATED).entity(new Added(added)).build();
    }

    @GET
    @Transactional
    @Operation(operationId = "listAffected", summary = "Who was hit and never complained, as they were added")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AffectedPage.class)))
    public Response list(
            @PathParam("problem") UUID id,
            @QueryParam("contacted") @Nullable Boolean contacted,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        problems.require(id);
        int size = Page.limit(limit);
        return Page.of(
                        people.of(id, contacted, Cursor.of(cursor).orElse(null), size + 1),
                        size,
                        person -> new Cursor(person.addedAt(), person.id()))
                .map(AffectedView::of)
                .respond(uri);
    }

    @POST
    @Path("/{id}/contacted")
    @Transactional
    @Operation(operationId = "markContacted", summary = "They were told; who told them first stays")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AffectedView.class)))
    public Response contacted(@PathParam("problem") UUID problem, @PathParam("id") UUID id) {
        var person = people.findByIdOptional(id)
                .filter(found -> found.problemId().equals(problem))
                .orElseThrow(NotFound::new);
        person.contacted(caller.person(), clock.instant());
        return Response.ok(AffectedView.of(person)).build();
    }

    /** Everybody who was hit. */
    @ApplicationScoped
    static class People implements PanacheRepositoryBase<Affected, UUID> {

        int add(UUID problem, List<NewPerson> people, Instant now) {
            int added = 0;
            for (NewPerson person : people) {
                added += getEntityManager()
                        .createNativeQuery("""
                                insert into problem_affected (id, problem_id, customer_id, name, language, email, added_at)
                                values (gen_random_uuid(), :problem, cast(:customer as uuid), cast(:name as text), :language,
                                    cast(:email as text), :now)
                                on conflict do nothing
                                """)
                        .setParameter("problem", problem)
                        .setParameter("customer", person.customerId())
                        .setParameter("name", person.name())
                        .setParameter("language", person.language().name())
                        .setParameter("email", person.email())
                        .setParameter("now", now)
                        .executeUpdate();
            }
            return added;
        }

        /** How many were hit stays; who they are does not. */
        void forget(@Observes CustomerErased erased) {
            Erasure.ofCustomer(
                    erased,
                    getEntityManager(),
                    List.of("update problem_affected set name = null, email = null where customer_id = :customer"));
        }

        List<Affected> of(UUID problem, @Nullable Boolean contacted, @Nullable Cursor after, int limit) {
            return find(
                            "problemId = ?1 and (addedAt > ?2 or (addedAt = ?2 and id > ?3))"
                                    + (contacted == null
                                            ? ""
                                            : " and contactedAt is " + (contacted ? "not null" : "null"))
                                    + " order by addedAt, id",
                            problem,
                            after == null ? Instant.EPOCH : after.at(),
                            after == null ? new UUID(0, 0) : after.id())
                    .page(0, limit)
                    .list();
        }
    }

    /** Those who were hit. */
    public record NewPeople(
            @NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid NewPerson> people) {}

    /** Someone who was hit: a customer by their id, or anybody by their address. */
    public record NewPerson(
            @Nullable UUID customerId,
            @Characters(max = 200, oneLine = true) @Nullable String name,
            @NotNull Language language,

            @Email @Characters(max = 254, oneLine = true) @Nullable
            String email) {}
}
