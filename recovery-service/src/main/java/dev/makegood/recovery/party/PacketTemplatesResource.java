package dev.makegood.recovery.party;

import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What the packets for each kind of party have to hold. */
@Path("/v1/legs/templates")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PacketTemplatesResource {

    /** There are as many as there are kinds of parties: a dozen. */
    private static final int ALL = 1_000;

    private final PacketTemplates templates;

    PacketTemplatesResource(PacketTemplates templates) {
        this.templates = templates;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager", "operator"})
    @Transactional
    @Operation(operationId = "listPacketTemplates", summary = "What packets have to hold, by kind of party")
    public PacketTemplateList list() {
        return new PacketTemplateList(
                templates.byKind(ALL).stream().map(PacketTemplateView::of).toList());
    }

    @GET
    @Path("/{kind}")
    @RolesAllowed({"agent", "lead", "manager", "operator"})
    @Transactional
    @Operation(operationId = "getPacketTemplate", summary = "What packets for a kind of party have to hold")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PacketTemplateView.class)))
    public Response get(@PathParam("kind") String kind) {
        return answer(Response.Status.OK, templates.findByIdOptional(kind).orElseThrow(NotFound::new));
    }

    @PUT
    @Path("/{kind}")
    @RolesAllowed({"lead", "manager", "operator"})
    @Transactional
    @Operation(
            operationId = "putPacketTemplate",
            summary = "Says, or with If-Match changes, what packets for a kind of party have to hold; legs that have"
                    + " left keep theirs")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PacketTemplateView.class)))
    public Response put(
            @PathParam("kind") @Pattern(regexp = "[a-z0-9-]{1,60}", message = "Small letters, digits and dashes.")
                    String kind,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PacketTemplateRequest request) {
        var known = templates.findByIdOptional(kind);
        if (known.isPresent()) {
            Versions.require(ifMatch, known.get().version());
            known.get().become(request.requires());
        } else {
            Versions.requireNone(ifMatch);
            templates.persist(new PacketTemplate(kind, request.requires()));
        }
        templates.flush();
        return answer(
                known.isPresent() ? Response.Status.OK : Response.Status.CREATED,
                known.orElseGet(() -> templates.findById(kind)));
    }

    private static Response answer(Response.Status status, PacketTemplate template) {
        return Response.status(status)
                .tag(Versions.tag(template.version()))
                .entity(PacketTemplateView.of(template))
                .build();
    }

    /** All templates. */
    public record PacketTemplateList(List<PacketTemplateView> items) {}

    /**
     * A template as it is stated.
     *
     * @param requires names of facts or references, such as {@code policyNumber}
     */
    public record PacketTemplateRequest(
            @NotNull @Size(max = 50) List<@NotNull @Characters(max = 60, oneLine = true) String> requires) {}

    /** What packets for a kind of party have to hold. */
    public record PacketTemplateView(String kind, int version, List<String> requires) {

        static PacketTemplateView of(PacketTemplate template) {
            return new PacketTemplateView(template.kind(), template.version(), template.requires());
        }
    }
}
