package dev.makegood.recovery.evidence;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.problem.NotFound;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The evidence pack: is there enough of it to convict us of being customer-focused? */
@Path("/v1/journeys/{journey}/evidence")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EvidenceResource {

    private final Evidence evidence;
    private final Outbox outbox;
    private final Clock clock;

    EvidenceResource(Evidence evidence, Outbox outbox, Clock clock) {
        this.evidence = evidence;
        this.outbox = outbox;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "getEvidence",
            summary = "Everything promised and done in a journey, hash-chained; verified by ./run verify-evidence FILE")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EvidencePack.class)))
    public Response get(@PathParam("journey") UUID journey) {
        List<Entry> items = new ArrayList<>();
        var chain = evidence.verify(journey, outbox, items::add);
        if (items.isEmpty() && chain.broken() == null) {
            throw new NotFound();
        }
        return Response.ok(new EvidencePack(
                        journey,
                        clock.instant(),
                        Chain.ALGORITHM,
                        chain.entries(),
                        chain.head(),
                        chain.broken() == null,
                        chain.broken(),
                        items))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"evidence-" + journey + ".json\"")
                .build();
    }

    /**
     * All evidence of a journey.
     *
     * @param algorithm how the hashes come about, so that anybody can verify them
     * @param head the hash of the last entry: who notes it down can prove later that nothing before it was changed
     * @param verified whether all of it is as it was written
     * @param broken the first place where it is not
     */
    public record EvidencePack(
            UUID journeyId,
            Instant at,
            String algorithm,
            long entries,
            String head,
            boolean verified,
            Chain.@Nullable Break broken,
            List<Entry> items) {}
}
