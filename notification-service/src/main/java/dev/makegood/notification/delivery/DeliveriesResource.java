package dev.makegood.notification.delivery;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.message.Letters;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.message.Written;
import dev.makegood.notification.recipient.Recipient;
import dev.makegood.notification.recipient.Recipients;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What customers were told, and what did not reach them. */
@Path("/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager", "operator"})
@RunOnVirtualThread
public class DeliveriesResource {

    /** Stands where the customer's own link stood: it is a key, and theirs alone. */
    private static final String MASKED_LINK = "(the customer's own link)";

    private final Deliveries deliveries;
    private final Recipients recipients;
    private final Letters letters;

    DeliveriesResource(Deliveries deliveries, Recipients recipients, Letters letters) {
        this.deliveries = deliveries;
        this.recipients = recipients;
        this.letters = letters;
    }

    @GET
    @Transactional
    @Operation(operationId = "listDeliveries", summary = "Messages to customers, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryPage.class)))
    public Response list(
            @QueryParam("complaint") @Nullable UUID complaint,
            @QueryParam("person") @Nullable String person,
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
            summary = "A message to a customer: its attempts, and its words without the customer's own link")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public DeliveryView get(@PathParam("id") UUID id) {
        var delivery = deliveries.find(id).orElseThrow(NotFound::new);
        var complaint = delivery.complaintId();
        // A code is for whoever reads that address's mail, and nobody else.
        Optional<Written> written = complaint == null || delivery.erased()
                ? Optional.empty()
                : recipients.of(complaint).map(recipient -> written(delivery, recipient));
        return new DeliveryView(
                delivery,
                deliveries.attempts(id),
                written.map(Written::subject).orElse(null),
                written.map(Written::text).orElse(null));
    }

    private Written written(Delivery delivery, Recipient recipient) {
        Language language = delivery.language() == null ? recipient.language() : delivery.language();
        return letters.write(deliveries.message(delivery.id()), recipient, language, MASKED_LINK, true);
    }

    /** A page of deliveries. */
    public record DeliveryPage(
            List<Delivery> items, @Nullable String next) {}

    /**
     * A delivery, its attempts and its words.
     *
     * @param subject absent while the recipient is not known, once they are forgotten, and for codes
     * @param text likewise
     */
    public record DeliveryView(
            @JsonUnwrapped Delivery delivery,
            List<Attempt> tried,
            @Nullable String subject,
            @Nullable String text) {}
}
