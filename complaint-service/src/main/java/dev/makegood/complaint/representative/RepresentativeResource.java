package dev.makegood.complaint.representative;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.problem.Conflict;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.complaint.consent.Consent;
import dev.makegood.complaint.consent.Representation;
import dev.makegood.complaint.consent.Representation.Ended;
import dev.makegood.complaint.consent.Representations;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.customer.Erased;
import dev.makegood.complaint.customer.NewCustomer;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Who speaks for a complaint's customer. Messages go to them instead; without consent nothing is told to anybody. */
@Path("/v1/complaints/{id}/representative")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class RepresentativeResource {

    private final Representations representations;
    private final Complaints complaints;
    private final Customers customers;
    private final Outbox outbox;
    private final Caller caller;
    private final Clock clock;

    RepresentativeResource(
            Representations representations,
            Complaints complaints,
            Customers customers,
            Outbox outbox,
            Caller caller,
            Clock clock) {
        this.representations = representations;
        this.complaints = complaints;
        this.customers = customers;
        this.outbox = outbox;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "getRepresentatives",
            summary = "Who speaks for the customer and who did, the latest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepresentationPage.class)))
    public Response get(@PathParam("id") UUID id) {
        var complaint = complaints.require(id);
        return Response.ok(new RepresentationPage(
                        representations.of(id).stream()
                                .map(RepresentationView::of)
                                .toList(),
                        null))
                .tag(Versions.tag(complaint.version()))
                .build();
    }

    @PUT
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(
            operationId = "setRepresentative",
            summary = "Somebody speaks for the customer from now on, with their consent",
            description = "If-Match names the complaint's version. Whoever spoke for them until now does so no more.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RepresentationView.class)))
    public Response begin(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Represent request) {
        // Customers are locked before complaints, here as wherever both are.
        var representative = representative(request);
        var complaint = claimed(id, ifMatch);
        if (representative.id().equals(complaint.customer().id())) {
            throw new Unprocessable("/customerId", "the-same", "Customers speak for themselves.");
        }
        var begun = representations.begin(id, representative, request.consent(), "/consent", caller.person());
        var amended = complaint.beSpokenForBy(representative, clock.instant());
        complaints.flush();
        outbox.add(amended);
        return Response.ok(RepresentationView.of(begun))
                .tag(Versions.tag(complaint.version()))
                .build();
    }

    @DELETE
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(
            operationId = "revokeRepresentative",
            summary = "The customer speaks for themselves from now on",
            description = "If-Match names the complaint's version.")
    @APIResponse(responseCode = "204", description = "Nobody speaks for them any more")
    public Response end(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var complaint = claimed(id, ifMatch);
        if (complaint.representative() == null) {
            throw new NotFound();
        }
        representations.end(id, Ended.REVOKED);
        var amended = complaint.beSpokenForBy(null, clock.instant());
        complaints.flush();
        outbox.add(amended);
        return Response.noContent().tag(Versions.tag(complaint.version())).build();
    }

    /** Locked, so that of two who name somebody one is the last. */
    private Complaint claimed(UUID id, @Nullable String ifMatch) {
        var complaint =
                complaints.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(NotFound::new);
        if (complaint.isErased()) {
            throw new Erased();
        }
        if (complaint.mergedInto() != null) {
            throw new Conflict("Another complaint answers this one: who speaks is said there.");
        }
        Versions.require(ifMatch, complaint.version());
        return complaint;
    }

    private Customer representative(Represent request) {
        if ((request.customerId() == null) == (request.customer() == null)) {
            throw new Invalid("/customer", "one-of", "State either customerId or customer.");
        }
        if (request.customer() != null) {
            var welcomed = customers.welcome(request.customer());
            customers.flush();
            return welcomed;
        }
        return customers
                .findByIdOptional(request.customerId())
                .filter(customer -> !customer.isErased())
                .map(customers::received)
                .orElseThrow(() -> new Unprocessable("/customerId", "unknown", "There is no such customer."));
    }

    /**
     * Who speaks for the customer.
     *
     * @param customerId somebody on file
     * @param customer or somebody new
     */
    public record Represent(
            @Nullable UUID customerId,
            @Valid @Nullable NewCustomer customer,
            @Valid @NotNull Consent consent) {}

    /**
     * That somebody speaks for a customer, or did.
     *
     * @param representative who; under which id they are on file says GET on it
     * @param ended why it is over, if it is
     */
    public record RepresentationView(
            UUID id,
            UUID representative,
            Consent consent,
            Instant recordedAt,
            Person by,
            @Nullable Instant endedAt,
            @Nullable Ended ended) {

        static RepresentationView of(Representation representation) {
            return new RepresentationView(
                    representation.id(),
                    representation.representative(),
                    representation.consent(),
                    representation.recordedAt(),
                    representation.by(),
                    representation.endedAt(),
                    representation.ended());
        }
    }

    /** Who speaks for a customer, and who did. */
    public record RepresentationPage(
            List<RepresentationView> items, @Nullable String next) {}
}
