package dev.makegood.notification.suppression;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Suppression;
import dev.makegood.notification.channel.Destination;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Addresses that nothing more is sent to, and how one is stopped or let go. */
@Path("/v1/suppressions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "manager", "lead"})
@RunOnVirtualThread
public class SuppressionsResource {

    private static final Pattern MAILBOX = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,253}");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{5,14}");

    private final Suppressions suppressions;
    private final Caller caller;

    SuppressionsResource(Suppressions suppressions, Caller caller) {
        this.suppressions = suppressions;
        this.caller = caller;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listSuppressions",
            summary = "Addresses that nothing more is sent to, newest first",
            description =
                    "The addresses themselves are not kept: one can be looked up, and none can be listed. With lifted=true, those that were let go.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SuppressionPage.class)))
    public Response list(
            @QueryParam("reason") @Nullable Suppression reason,
            @QueryParam("medium") @Nullable Medium medium,
            @QueryParam("address") @Nullable String address,
            @QueryParam("lifted") @Nullable Boolean lifted,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = suppressions.newest(
                new Suppressions.Filter(
                        reason, medium, address == null ? null : destination(address), Boolean.TRUE.equals(lifted)),
                Cursor.of(cursor).orElse(null),
                size + 1);
        return Page.of(found, size, one -> new Cursor(one.since(), one.id())).respond(uri);
    }

    @POST
    @Idempotent
    @Transactional
    @Operation(operationId = "suppressAddress", summary = "Nothing more is sent to this address, from now on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Suppressed.class)))
    public Response stop(@Valid @NotNull Stop stop) {
        var id = suppressions
                .stop(destination(stop.address()), stop.because(), caller.person())
                .orElseThrow(AlreadySuppressed::new);
        return Response.status(Response.Status.CREATED)
                .entity(suppressions.find(id).orElseThrow())
                .build();
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @Operation(
            operationId = "liftSuppression",
            summary = "Messages go to this address again",
            description = "Who let it go, and why, is kept.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Suppressed.class)))
    public Suppressed lift(
            @PathParam("id") UUID id,
            @QueryParam("because") @NotNull @Characters(max = 500, oneLine = true) String because) {
        return suppressions.lift(id, because, caller.person()).orElseThrow(NotFound::new);
    }

    private static Destination destination(String address) {
        var given = address.strip();
        if (MAILBOX.matcher(given).matches()) {
            return new Destination.Mailbox(given);
        }
        if (PHONE.matcher(given).matches()) {
            return new Destination.Phone(given);
        }
        throw new Invalid("address", "invalid", "A mailbox, or a telephone number in the form of E.164.");
    }

    /** What is stopped, and why. */
    public record Stop(
            @NotNull @Characters(max = 320, oneLine = true) String address,
            @NotNull @Characters(max = 500, oneLine = true) String because) {}

    /** A page of suppressions. */
    public record SuppressionPage(
            List<Suppressed> items, @Nullable String next) {}
}
