package dev.makegood.recovery.refusal;

import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.refusal.RefusalViews.AbuseList;
import dev.makegood.recovery.refusal.RefusalViews.AbuseView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What was proven of the customer of a journey, and still touches them. */
@Path("/v1/journeys/{journey}/abuses")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class JourneyAbusesResource {

    private final AbuseFlags flags;
    private final Journeys journeys;
    private final Clock clock;

    JourneyAbusesResource(AbuseFlags flags, Journeys journeys, Clock clock) {
        this.flags = flags;
        this.journeys = journeys;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listAbusesOfCustomer",
            summary = "What was proven of this journey's customer, and of no other, and has not ended")
    public AbuseList list(@PathParam("journey") UUID id) {
        var now = clock.instant();
        return new AbuseList(flags.standing(journeys.require(id).customerId(), now).stream()
                .map(flag -> AbuseView.of(flag, now))
                .toList());
    }
}
