package dev.makegood.recovery.cause;

import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.CauseClass;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The taxonomy of causes: seven classes that stay, and the company's own causes within them. */
@Path("/v1/problems/causes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CausesResource {

    private final SubCauses subCauses;

    CausesResource(SubCauses subCauses) {
        this.subCauses = subCauses;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager", "operator"})
    @Transactional
    @Operation(operationId = "listCauses", summary = "The seven classes of causes, and what there is of each")
    public Taxonomy list() {
        var all = subCauses.all();
        return new Taxonomy(Arrays.stream(CauseClass.values())
                .map(cause -> new CauseView(
                        cause,
                        all.stream()
                                .filter(each -> each.cause() == cause)
                                .map(SubCauseView::of)
                                .toList()))
                .toList());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"agent", "lead", "manager", "operator"})
    @Transactional
    @Operation(operationId = "getSubCause", summary = "One of the company's own causes")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SubCauseView.class)))
    public Response get(@PathParam("id") String id) {
        return answer(Response.Status.OK, subCauses.findByIdOptional(id).orElseThrow(NotFound::new));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({"manager", "operator"})
    @Transactional
    @Operation(
            operationId = "putSubCause",
            summary = "Adds a cause of one's own, or with If-Match renames or retires one; it keeps its class")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SubCauseView.class)))
    public Response put(
            @PathParam("id")
                    @Pattern(regexp = "[A-Z][A-Z0-9_]{0,59}", message = "Capital letters, digits and underscores.")
                    String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull SubCauseRequest request) {
        var known = subCauses.findByIdOptional(id);
        boolean retired = Boolean.TRUE.equals(request.retired());
        if (known.isPresent()) {
            Versions.require(ifMatch, known.get().version());
            if (known.get().cause() != request.cause()) {
                throw new Unprocessable(
                        "/cause",
                        "unchangeable",
                        "It stays of class %s; add another one."
                                .formatted(known.get().cause()));
            }
            known.get().become(request.name(), retired);
        } else {
            Versions.requireNone(ifMatch);
            subCauses.persist(new SubCause(id, request.cause(), request.name(), retired));
        }
        subCauses.flush();
        return answer(
                known.isPresent() ? Response.Status.OK : Response.Status.CREATED,
                known.orElseGet(() -> subCauses.findById(id)));
    }

    private static Response answer(Response.Status status, SubCause subCause) {
        return Response.status(status)
                .tag(Versions.tag(subCause.version()))
                .entity(SubCauseView.of(subCause))
                .build();
    }

    /** All causes. */
    public record Taxonomy(List<CauseView> items) {}

    /** A class of causes. */
    public record CauseView(CauseClass cause, List<SubCauseView> subCauses) {}

    /**
     * A cause of one's own, as it is stated.
     *
     * @param retired whether it cannot be chosen any more
     */
    public record SubCauseRequest(
            @NotNull CauseClass cause,
            @NotNull @Characters(max = 200, oneLine = true) String name,
            @Nullable Boolean retired) {}

    /** A cause of one's own. */
    public record SubCauseView(String id, int version, CauseClass cause, String name, boolean retired) {

        static SubCauseView of(SubCause subCause) {
            return new SubCauseView(
                    subCause.id(), subCause.version(), subCause.cause(), subCause.name(), subCause.retired());
        }
    }
}
