package dev.makegood.complaint.customer;

import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** How customers want to be spoken with, as they tell the people at the desk. The version is the customer's. */
@Path("/v1/customers/{id}/preferences")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class PreferencesResource {

    private final Customers customers;

    PreferencesResource(Customers customers) {
        this.customers = customers;
    }

    @GET
    @Transactional
    @Operation(operationId = "getPreferences", summary = "How a customer wants to be spoken with")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PreferencesView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(customers.remembered(id));
    }

    @PUT
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(operationId = "changePreferences", summary = "Replaces how a customer wants to be spoken with")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PreferencesView.class)))
    public Response change(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Prefer request) {
        var customer = customers.require(id);
        customer.requireServed();
        Versions.require(ifMatch, customer.version());
        requireReached(request.preferredMedium(), customer);
        customers.prefer(customer, request.preferences());
        return answer(customer);
    }

    /** What is preferred and leads nowhere would be silence. */
    private static void requireReached(@Nullable Medium medium, Customer customer) {
        boolean reached = switch (medium) {
            case EMAIL -> customer.email() != null;
            case SMS -> customer.phoneE164() != null;
            case WEBHOOK, FEED -> false;
            case null -> true;
        };
        if (!reached) {
            throw new Unprocessable("/preferredMedium", "does-not-reach", "We know no way to reach them by this.");
        }
    }

    private static Response answer(Customer customer) {
        return Response.ok(PreferencesView.of(customer.preferences()))
                .tag(Versions.tag(customer.version()))
                .build();
    }

    /**
     * How a customer wants to be spoken with.
     *
     * @param surveys whether they may be asked how it was
     * @param timeZone the zone, such as {@code Europe/Athens}, that the times are in
     * @param notCalled when nobody calls them
     */
    public record Prefer(
            @NotNull Language language,
            @Nullable Medium preferredMedium,
            @Nullable Boolean surveys,
            @Size(max = 50) @Nullable String timeZone,
            @Size(max = 14) @Nullable List<@Valid @NotNull NotCalledAt> notCalled) {

        Preferences preferences() {
            return new Preferences(
                    language,
                    preferredMedium,
                    surveys,
                    zone(),
                    notCalled == null
                            ? List.of()
                            : notCalled.stream().map(NotCalledAt::time).toList());
        }

        private @Nullable ZoneId zone() {
            if (timeZone == null) {
                return null;
            }
            try {
                return ZoneId.of(timeZone);
            } catch (DateTimeException e) {
                throw new Unprocessable("/timeZone", "unknown", "A time zone is named like Europe/Athens.");
            }
        }
    }

    /**
     * A time at which they are not to be called.
     *
     * @param days on which it begins; every day where none is named
     * @param until the next day's, if it is not after {@code from}
     */
    public record NotCalledAt(
            @Size(max = 7) @Nullable List<@NotNull DayOfWeek> days,

            @NotNull @Pattern(regexp = TIME, message = "A time of day looks like 20:00.")
            String from,

            @NotNull @Pattern(regexp = TIME, message = "A time of day looks like 20:00.")
            String until) {

        private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

        static NotCalledAt of(Preferences.NotCalled time) {
            return new NotCalledAt(
                    time.days(), time.from().toString(), time.until().toString());
        }

        Preferences.NotCalled time() {
            return new Preferences.NotCalled(
                    days == null ? List.of() : days.stream().distinct().sorted().toList(),
                    LocalTime.parse(from),
                    LocalTime.parse(until));
        }
    }

    /** How a customer wants to be spoken with, as they said. */
    public record PreferencesView(
            Language language,
            @Nullable Medium preferredMedium,
            @Nullable Boolean surveys,
            @Nullable String timeZone,
            List<NotCalledAt> notCalled) {

        static PreferencesView of(Preferences preferences) {
            return new PreferencesView(
                    preferences.language(),
                    preferences.preferredMedium(),
                    preferences.surveys(),
                    preferences.timeZone() == null
                            ? null
                            : preferences.timeZone().getId(),
                    preferences.notCalled().stream().map(NotCalledAt::of).toList());
        }
    }
}
