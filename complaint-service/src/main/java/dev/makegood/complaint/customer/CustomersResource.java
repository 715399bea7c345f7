package dev.makegood.complaint.customer;

import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.complaint.segment.Expectation;
import dev.makegood.complaint.segment.Segments;
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

    private static final int LONGEST_SEARCH = 200;

    private final Customers customers;
    private final Segments segments;

    CustomersResource(Customers customers, Segments segments) {
        this.customers = customers;
        this.segments = segments;
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
    @Operation(
            operationId = "getCustomer",
            summary = "A customer, with their lines, their lifetime value and what matters to them",
            description = "Of one who was merged into another, mergedInto names the one who is served in their place.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CustomerView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(customers.remembered(id));
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listCustomers",
            summary = "Customers, newest first; with q those who are meant, the likeliest first",
            description =
                    "q is part of a name in any script, of an e-mail address or of a telephone number, misspelt or not."
                            + " What it finds is one page: whoever is not on it is found by more of their name.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CustomerPage.class)))
    public Response list(
            @QueryParam("email") @Nullable String email,
            @QueryParam("q") @Nullable String q,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        if (q != null) {
            return meant(q, size, email, cursor, uri);
        }
        var found = customers.newest(email, Cursor.of(cursor).orElse(null), size + 1).stream()
                .map(CustomerView::of)
                .toList();
        return Page.of(found, size, customer -> new Cursor(customer.createdAt(), customer.id()))
                .respond(uri);
    }

    private Response meant(String q, int size, @Nullable String email, @Nullable String cursor, UriInfo uri) {
        if (q.isBlank() || q.codePointCount(0, q.length()) > LONGEST_SEARCH) {
            throw new Invalid("q", "wrong-size", "From 1 to %d characters.".formatted(LONGEST_SEARCH));
        }
        if (email != null || cursor != null) {
            throw new Invalid("q", "alone", "A search goes without email and cursor.");
        }
        var found = customers.meant(q, size).stream().map(CustomerView::of).toList();
        return new Page<>(found, null).respond(uri);
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
        customer.requireServed();
        Versions.require(ifMatch, customer.version());
        customers.change(customer, request);
        return answer(customer);
    }

    private Response answer(Customer customer) {
        return Response.ok(CustomerView.of(
                        customer, segments.expectations(customer.details().segment())))
                .tag(Versions.tag(customer.version()))
                .build();
    }

    /** A page of customers. */
    public record CustomerPage(
            List<CustomerView> items, @Nullable String next) {}

    /**
     * A customer as the desk sees them.
     *
     * @param phone as it was stated
     * @param phoneE164 as it is dialled from anywhere; absent if what was stated cannot be read
     * @param phoneUnderstood whether it can; absent without a number
     * @param mergedInto who is served in their place
     * @param expectations what matters to people of their segment, most first
     */
    public record CustomerView(
            UUID id,
            int version,
            String name,
            Language language,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String phoneE164,
            @Nullable Boolean phoneUnderstood,
            @Nullable String segment,
            List<LineView> lines,
            @Nullable Money lifetimeValue,
            PreferencesResource.PreferencesView preferences,
            @Nullable UUID mergedInto,
            List<Expectation> expectations,
            Instant createdAt) {

        static CustomerView of(Customer customer) {
            return of(customer, List.of());
        }

        static CustomerView of(Customer customer, List<Expectation> expectations) {
            var details = customer.details();
            return new CustomerView(
                    customer.id(),
                    customer.version(),
                    details.name(),
                    details.language(),
                    details.email(),
                    details.phone(),
                    customer.phoneE164(),
                    details.phone() == null ? null : customer.phoneE164() != null,
                    details.segment(),
                    details.lines().stream().map(LineView::of).toList(),
                    customer.lifetimeValue(),
                    PreferencesResource.PreferencesView.of(customer.preferences()),
                    customer.mergedInto(),
                    expectations,
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
