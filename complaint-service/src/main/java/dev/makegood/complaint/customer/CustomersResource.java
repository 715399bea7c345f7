package dev.makegood.complaint.customer;

import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.contract.CustomerChanged;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
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
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Customers, for the people at the desk. */
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class CustomersResource {

    private final Customers customers;
    private final Outbox outbox;
    private final Clock clock;

    CustomersResource(Customers customers, Outbox outbox, Clock clock) {
        this.customers = customers;
        this.outbox = outbox;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(operationId = "welcomeCustomer", summary = "Puts a customer on file")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CustomerView.class)))
    public Response welcome(@Valid @NotNull NewCustomer request) {
        var customer = customers.welcome(request);
        customers.flush();
        return Response.created(URI.create("/v1/customers/" + customer.id()))
                .tag(Versions.tag(customer.version()))
                .entity(CustomerView.of(customer))
                .build();
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getCustomer", summary = "A customer, with their lines and lifetime value")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CustomerView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(customers.require(id));
    }

    @GET
    @Transactional
    @Operation(operationId = "listCustomers", summary = "Customers, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CustomerPage.class)))
    public Response list(
            @QueryParam("email") @Nullable String email,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = customers.newest(email, Cursor.of(cursor).orElse(null), size + 1).stream()
                .map(CustomerView::of)
                .toList();
        return Page.of(found, size, customer -> new Cursor(customer.createdAt(), customer.id()))
                .respond(uri);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(operationId = "changeCustomer", summary = "Replaces what is known of a customer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CustomerView.class)))
    public Response change(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull NewCustomer request) {
        var customer = customers.require(id);
        Versions.require(ifMatch, customer.version());
        customer.become(request.details());
        customers.flush();
        outbox.add(new CustomerChanged(customer.copy(), clock.instant()));
        return answer(customer);
    }

    private static Response answer(Customer customer) {
        return Response.ok(CustomerView.of(customer))
                .tag(Versions.tag(customer.version()))
                .build();
    }

    /** A page of customers. */
    public record CustomerPage(
            List<CustomerView> items, @Nullable String next) {}

    /** A customer as the desk sees them. */
    public record CustomerView(
            UUID id,
            int version,
            String name,
            Language language,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String segment,
            List<LineView> lines,
            @Nullable Money lifetimeValue,
            Instant createdAt) {

        static CustomerView of(Customer customer) {
            var details = customer.details();
            return new CustomerView(
                    customer.id(),
                    customer.version(),
                    details.name(),
                    details.language(),
                    details.email(),
                    details.phone(),
                    details.segment(),
                    details.lines().stream().map(LineView::of).toList(),
                    customer.lifetimeValue(),
                    customer.createdAt());
        }
    }

    /** Something that they have with us. */
    public record LineView(String product, int years, Money yearlyProfit) {

        static LineView of(Line line) {
            return new LineView(
                    line.product(),
                    line.years(),
                    new Money(
                            line.yearlyProfit()
                                    .stripTrailingZeros()
                                    .setScale(Currency.getInstance(line.currency())
                                            .getDefaultFractionDigits()),
                            line.currency()));
        }
    }
}
