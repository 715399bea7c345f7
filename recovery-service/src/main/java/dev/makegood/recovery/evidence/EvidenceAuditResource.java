package dev.makegood.recovery.evidence;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Whether the evidence still is what was written, journey by journey: for those who keep the database, and those who doubt. */
@Path("/v1/insight/evidence")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EvidenceAuditResource {

    private final Evidence evidence;
    private final Outbox outbox;

    EvidenceAuditResource(Evidence evidence, Outbox outbox) {
        this.evidence = evidence;
        this.outbox = outbox;
    }

    @GET
    @RolesAllowed({"operator", "manager"})
    @Transactional
    @Operation(
            operationId = "auditEvidence",
            summary = "Verifies the evidence of journeys, in the order of their ids, a page at a time")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AuditPage.class)))
    public Response audit(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var after = Cursor.of(cursor).map(Cursor::id).orElse(null);
        return Page.of(outbox.keys(after, size + 1), size, id -> new Cursor(Instant.EPOCH, id))
                .map(this::audited)
                .respond(uri);
    }

    private Audited audited(UUID journey) {
        var chain = evidence.verify(journey, outbox, entry -> {});
        return new Audited(journey, chain.entries(), chain.head(), chain.broken() == null, chain.broken());
    }

    /** A page of what was verified. */
    public record AuditPage(List<Audited> items, @Nullable String next) {}

    /** A journey whose evidence was verified. */
    public record Audited(UUID journeyId, long entries, String head, boolean verified, Chain.@Nullable Break broken) {}
}
