package dev.makegood.recovery.clock;

import dev.makegood.contract.PauseReason;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.promise.Pause;
import dev.makegood.recovery.promise.Promises;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** When the clocks of a journey stood still, and why. */
@Path("/v1/journeys/{id}/pauses")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class PausesResource {

    private final Journeys journeys;
    private final Promises promises;

    PausesResource(Journeys journeys, Promises promises) {
        this.journeys = journeys;
        this.promises = promises;
    }

    @GET
    @Transactional
    @Operation(operationId = "listPauses", summary = "When the clocks of a journey stood still, and why; in order")
    public PauseList list(@PathParam("id") UUID id) {
        journeys.require(id);
        return new PauseList(promises.pauses(id).stream().map(PauseView::of).toList());
    }

    /** The pauses of a journey. */
    public record PauseList(List<PauseView> items) {}

    /**
     * A pause.
     *
     * @param words for the customer
     * @param until when it ends by itself
     * @param endedBy who ended it; nobody did if it ended by itself
     */
    public record PauseView(
            UUID id,
            PauseReason reason,
            @Nullable String words,
            Person by,
            Instant startedAt,
            Instant until,
            @Nullable Instant endedAt,
            @Nullable Person endedBy) {

        static PauseView of(Pause pause) {
            return new PauseView(
                    pause.id(),
                    pause.reason(),
                    pause.words(),
                    pause.by(),
                    pause.startedAt(),
                    pause.untilAt(),
                    pause.endedAt(),
                    pause.endedBy());
        }
    }
}
