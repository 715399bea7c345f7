package dev.makegood.notification.preference;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.contract.Audience;
import dev.makegood.notification.preference.Preference.Person;
import dev.makegood.notification.recipient.Recipients;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * How people want to hear from us. Those who work here and partners say it themselves, or who leads says it for them; customers say it
 * to an agent, and where they are reached stays with the customer.
 */
@Path("/v1/preferences")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager", "operator", "employee", "party"})
@RunOnVirtualThread
public class PreferencesResource {

    private static final int LONGEST_ID = 200;

    private final Preferences preferences;
    private final Recipients recipients;
    private final Caller caller;

    PreferencesResource(Preferences preferences, Recipients recipients, Caller caller) {
        this.preferences = preferences;
        this.recipients = recipients;
        this.caller = caller;
    }

    @GET
    @Path("/me")
    @Transactional
    @Operation(operationId = "getMyPreferences", summary = "How the caller wants to hear from us")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PreferenceView.class)))
    public Response mine() {
        return answer(preferences.of(me()));
    }

    @PUT
    @Path("/me")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(operationId = "changeMyPreferences", summary = "Replaces how the caller wants to hear from us")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PreferenceView.class)))
    public Response changeMine(
            @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull PreferenceRequest request) {
        var me = me();
        preferences.meet(me, caller.person().name());
        return answer(preferences.change(request.of(me), ifMatch));
    }

    @GET
    @Path("/{audience}/{id}")
    @RolesAllowed({"agent", "lead", "manager", "operator"})
    @Transactional
    @Operation(
            operationId = "getPreferencesOf",
            summary = "How a customer, a colleague or a party wants to hear from us",
            description = "The audience is customer, colleague or party. Agents see customers' and parties'.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PreferenceView.class)))
    public Response get(@PathParam("audience") String audience, @PathParam("id") String id) {
        var person = person(audience, id);
        if (person.audience() == Audience.COLLEAGUE) {
            requireOver(person);
        }
        return answer(preferences.of(person));
    }

    @PUT
    @Path("/{audience}/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"agent", "lead", "manager", "operator"})
    @Transactional
    @Operation(
            operationId = "changePreferencesOf",
            summary = "Replaces how a customer, a colleague or a party wants to hear from us",
            description = "Agents say it for customers, who say it by phone; leads, managers and operators for all.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PreferenceView.class)))
    public Response change(
            @PathParam("audience") String audience,
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PreferenceRequest request) {
        var person = person(audience, id);
        if (person.audience() != Audience.CUSTOMER) {
            requireOver(person);
        }
        return answer(preferences.change(request.of(person), ifMatch));
    }

    private Person me() {
        return caller.has("party")
                ? new Person(
                        Audience.PARTY,
                        caller.claim("party").orElseThrow(() -> new Forbidden("This token names no party.")))
                : new Person(Audience.COLLEAGUE, caller.id());
    }

    private Person person(String audience, String id) {
        var whose = Arrays.stream(Audience.values())
                .filter(one ->
                        one != Audience.SUBSCRIBER && PreferenceView.name(one).equals(audience))
                .findFirst()
                .orElseThrow(NotFound::new);
        if (id.length() > LONGEST_ID || (whose == Audience.CUSTOMER && !isCustomer(id))) {
            throw new NotFound();
        }
        return new Person(whose, id);
    }

    private boolean isCustomer(String id) {
        try {
            var customer = UUID.fromString(id);
            return customer.toString().equals(id) && recipients.isKnown(customer);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void requireOver(Person person) {
        boolean theirs = person.equals(me());
        boolean leads = caller.has("lead") || caller.has("manager") || caller.has("operator");
        if (!theirs && !leads) {
            throw new Forbidden("This is theirs to say, or for who leads, manages or operates.");
        }
    }

    private static Response answer(Preference preference) {
        return Response.ok(PreferenceView.of(preference))
                .tag(Versions.tag(preference.version()))
                .build();
    }
}
