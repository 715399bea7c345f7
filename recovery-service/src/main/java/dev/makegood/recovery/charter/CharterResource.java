package dev.makegood.recovery.charter;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.contract.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The customers' bill of rights. */
@Path("/v1/charter")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager", "operator", "party"})
@RunOnVirtualThread
public class CharterResource {

    private static final String YAML = "application/yaml";

    private final Charters charters;
    private final Caller caller;

    CharterResource(Charters charters, Caller caller) {
        this.charters = charters;
        this.caller = caller;
    }

    @GET
    @Transactional
    @Operation(operationId = "getCharter", summary = "The charter that holds for journeys that begin now")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.class)))
    public Response get() {
        return answer(charters.requireVersion(charters.latest()));
    }

    @PUT
    @RolesAllowed("manager")
    @Consumes({YAML, MediaType.APPLICATION_JSON})
    @Transactional
    @Operation(
            operationId = "putCharter",
            summary = "The charter from now on, as YAML or JSON; journeys under way keep the one that they began with")
    @RequestBody(
            content = {
                @Content(mediaType = YAML, schema = @Schema(implementation = Charter.class)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Charter.class))
            })
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.class)))
    public Response put(@HeaderParam("If-Match") @Nullable String ifMatch, @NotNull String document) {
        charters.lock();
        Versions.require(ifMatch, charters.latest());
        return answer(charters.add(document, caller.person()));
    }

    @GET
    @Path("/versions")
    @Transactional
    @Operation(operationId = "listCharterVersions", summary = "The versions of the charter, the latest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterPage.class)))
    public Response list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var before = Cursor.of(cursor).map(at -> (int) at.number()).orElse(Integer.MAX_VALUE);
        return Page.of(charters.before(before, size + 1), size, item -> Cursor.after(item.version()))
                .map(item -> new CharterItem(item.version(), item.by(), item.at()))
                .respond(uri);
    }

    @GET
    @Path("/versions/{version}")
    @Transactional
    @Operation(operationId = "getCharterVersion", summary = "The charter as it was, or is, in this version")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.class)))
    public Response get(@PathParam("version") int version) {
        return answer(charters.requireVersion(version));
    }

    @GET
    @Path("/versions/{version}/source")
    @Produces(YAML)
    @Transactional
    @Operation(operationId = "getCharterSource", summary = "The charter as it was sent, comments and all")
    public String source(@PathParam("version") int version) {
        return charters.requireVersion(version).source();
    }

    private Response answer(CharterVersion version) {
        return Response.ok(new CharterView(version.version(), version.by(), version.at(), charters.charter(version)))
                .tag(Versions.tag(version.version()))
                .build();
    }

    /** Versions of the charter. */
    public record CharterPage(
            List<CharterItem> items, @Nullable String next) {}

    /**
     * A version of the charter.
     *
     * @param by who put it; absent if it came with Makegood
     */
    public record CharterItem(int version, @Nullable Person by, Instant at) {}

    /**
     * The charter.
     *
     * @param by who put it; absent if it came with Makegood
     */
    public record CharterView(int version, @Nullable Person by, Instant at, Charter charter) {}
}
