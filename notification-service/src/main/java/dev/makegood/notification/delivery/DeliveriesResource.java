package dev.makegood.notification.delivery;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Conflict;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.delivery.Order.Route;
import dev.makegood.notification.delivery.Readers.For;
import dev.makegood.notification.message.Letters;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.message.Written;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What people were told, and what did not reach them: every attempt, with the other side's answer. */
@Path("/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager", "operator"})
@RunOnVirtualThread
public class DeliveriesResource {

    /** Stands where the customer's own link stood: it is a key, and theirs alone. */
    private static final String MASKED_LINK = "(the customer's own link)";

    private final Deliveries deliveries;
    private final Readers readers;
    private final Routes routes;
    private final Letters letters;
    private final Outgoing outgoing;

    DeliveriesResource(Deliveries deliveries, Readers readers, Routes routes, Letters letters, Outgoing outgoing) {
        this.deliveries = deliveries;
        this.readers = readers;
        this.routes = routes;
        this.letters = letters;
        this.outgoing = outgoing;
    }

    @GET
    @Transactional
    @Operation(operationId = "listDeliveries", summary = "Messages, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryPage.class)))
    public Response list(
            @QueryParam("complaint") @Nullable UUID complaint,
            @QueryParam("person") @Characters(max = 100, oneLine = true) @Nullable String person,
            @QueryParam("state") @Nullable DeliveryState state,
            @QueryParam("kind") @Nullable MessageKind kind,
            @QueryParam("medium") @Nullable Medium medium,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = deliveries.newest(
                new Deliveries.Filter(complaint, person, state, kind, medium),
                Cursor.of(cursor).orElse(null),
                size + 1);
        return Page.of(found, size, delivery -> new Cursor(delivery.createdAt(), delivery.id()))
                .respond(uri);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(
            operationId = "getDelivery",
            summary = "A message: its attempts, and its words without the customer's own link")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public DeliveryView get(@PathParam("id") UUID id) {
        return view(deliveries.find(id).orElseThrow(NotFound::new));
    }

    @POST
    @Path("/{id}/resend")
    @RolesAllowed({"agent", "lead", "operator"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "resendDelivery",
            summary =
                    "The same message once more, by the way that is best for its reader now; for who says that it never came")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response resend(@PathParam("id") UUID id) {
        var delivery = deliveries.find(id).orElseThrow(NotFound::new);
        var ended = deliveries.ended(id).orElseThrow(() -> new NotSentYet(delivery.state()));
        if (ended.addressId() != null) {
            throw new Conflict("A code is sent anew to whoever asks for one, on the page where they are.");
        }
        var reader = readers.of(new For(ended.person(), ended.complaintId(), null));
        if (reader == null || delivery.erased()) {
            throw new Conflict("Whom it was for is forgotten.");
        }
        var copy = outgoing.again(
                ended,
                ended.audience() == Audience.SUBSCRIBER
                        ? new Route(ended.medium(), ended.receiver(), null)
                        : routes.best(ended.kind(), reader.recipient(), reader.preference()));
        return Response.created(URI.create("/v1/deliveries/" + copy))
                .entity(view(deliveries.find(copy).orElseThrow(NotFound::new)))
                .build();
    }

    private DeliveryView view(Delivery delivery) {
        var written = written(delivery);
        return new DeliveryView(
                delivery,
                deliveries.attempts(delivery.id()),
                written.map(Written::subject).orElse(null),
                written.map(Written::text).orElse(null));
    }

    /** A code is for whoever reads that address's mail, and nobody else; what a program is told has no words. */
    private Optional<Written> written(Delivery delivery) {
        if (delivery.complaintId() == null || delivery.erased() || delivery.audience() == Audience.SUBSCRIBER) {
            return Optional.empty();
        }
        var person = deliveries.person(delivery.id());
        return Optional.ofNullable(readers.of(new For(person, delivery.complaintId(), null)))
                .map(reader -> {
                    Language language =
                            delivery.language() == null ? reader.recipient().language() : delivery.language();
                    return letters.write(
                            deliveries.message(delivery.id()), reader.recipient(), language, MASKED_LINK, true);
                });
    }

    /** A page of deliveries. */
    public record DeliveryPage(
            List<Delivery> items, @Nullable String next) {}

    /**
     * A delivery, its attempts and its words.
     *
     * @param subject absent while the recipient is not known, once they are forgotten, for codes, and for programs
     * @param text likewise
     */
    public record DeliveryView(
            @JsonUnwrapped Delivery delivery,
            List<Attempt> tried,
            @Nullable String subject,
            @Nullable String text) {}
}
