package dev.makegood.complaint.erasure;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.complaint.erasure.Erasure.Ground;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Where one looks first for how to forget somebody: at the customer. */
@Path("/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class CustomerErasureResource {

    private final Erasures erasures;
    private final Caller caller;

    CustomerErasureResource(Erasures erasures, Caller caller) {
        this.erasures = erasures;
        this.caller = caller;
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @Operation(
            operationId = "eraseCustomer",
            summary = "Asks that a person is forgotten, and says why",
            description = "They are, once somebody else has confirmed it: see Location.")
    @APIResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = ErasuresResource.ErasureView.class)))
    public Response erase(@PathParam("id") UUID id, @QueryParam("reason") @Nullable String reason) {
        if (reason == null
                || reason.isBlank()
                || reason.codePointCount(0, reason.length()) > ErasuresResource.LONGEST_REASON) {
            throw new Invalid(
                    "reason", "required", "Say why, in 1 to %d characters.".formatted(ErasuresResource.LONGEST_REASON));
        }
        var erasure = erasures.ask(id, Ground.THEY_ASKED, reason.strip(), caller.person());
        return Response.accepted(ErasuresResource.ErasureView.of(erasure))
                .location(ErasuresResource.at(erasure))
                .tag(Versions.tag(erasure.version()))
                .build();
    }
}
