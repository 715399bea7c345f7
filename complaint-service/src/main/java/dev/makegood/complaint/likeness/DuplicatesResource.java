package dev.makegood.complaint.likeness;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.likeness.Likeness.Reason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Who may be the same person as a customer, and that they are not. */
@Path("/v1/customers/{id}/duplicates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class DuplicatesResource {

    private final Likenesses likenesses;
    private final Customers customers;
    private final Caller caller;

    DuplicatesResource(Likenesses likenesses, Customers customers, Caller caller) {
        this.likenesses = likenesses;
        this.customers = customers;
        this.caller = caller;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "suggestDuplicates",
            summary = "Who may be the same person, the likeliest first, and why",
            description = "By e-mail address, telephone number and name, in whatever script it is written.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SuggestionPage.class)))
    public Response suggestions(@PathParam("id") UUID id) {
        customers.remembered(id).requireServed();
        return Response.ok(new SuggestionPage(
                        likenesses.of(id).stream().map(SuggestionView::of).toList(), null))
                .build();
    }

    @PUT
    @Path("/{other}/dismissal")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(operationId = "dismissDuplicate", summary = "They are two: it is not suggested again")
    @APIResponse(responseCode = "204", description = "Dismissed")
    public Response dismiss(@PathParam("id") UUID id, @PathParam("other") UUID other) {
        if (id.equals(other)) {
            throw new Unprocessable("other", "the-same", "Everybody is themselves.");
        }
        customers.remembered(id);
        customers.remembered(other);
        likenesses.dismiss(id, other, caller.person());
        return Response.noContent().build();
    }

    /** Somebody in a pair. */
    public record NamesakeView(UUID id, String name, Instant createdAt) {

        static NamesakeView of(Likenesses.Namesake namesake) {
            return new NamesakeView(namesake.id(), namesake.name(), namesake.createdAt());
        }
    }

    /**
     * Somebody who may be the one who was asked about.
     *
     * @param score from 0 to 1
     */
    public record SuggestionView(NamesakeView customer, double score, List<Reason> reasons) {

        static SuggestionView of(Likenesses.Suggestion suggestion) {
            return new SuggestionView(
                    NamesakeView.of(suggestion.customer()),
                    suggestion.likeness().score(),
                    suggestion.likeness().reasons());
        }
    }

    /** Those who may be the one who was asked about. */
    public record SuggestionPage(
            List<SuggestionView> items, @Nullable String next) {}
}
