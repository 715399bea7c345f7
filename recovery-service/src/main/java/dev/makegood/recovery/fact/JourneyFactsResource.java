package dev.makegood.recovery.fact;

import dev.makegood.contract.Party;
import dev.makegood.recovery.journey.Journeys;
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

/** What is known of a journey. */
@Path("/v1/journeys/{id}/facts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JourneyFactsResource {

    private final KnownFacts facts;
    private final Journeys journeys;

    JourneyFactsResource(KnownFacts facts, Journeys journeys) {
        this.facts = facts;
        this.journeys = journeys;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "listFactsOfJourney",
            summary = "What is known of a journey, from its packets and its customer's answers: what the next packet"
                    + " begins with")
    public FactList list(@PathParam("id") UUID id) {
        journeys.require(id);
        return new FactList(facts.of(id).stream().map(FactView::of).toList());
    }

    /** All that is known. */
    public record FactList(List<FactView> items) {}

    /**
     * Something that is known.
     *
     * @param leg the leg in whose packet it is
     * @param party who has that packet
     */
    public record FactView(
            String name,
            String value,
            KnownFact.Source source,
            @Nullable UUID leg,
            @Nullable Party party,
            Instant since) {

        static FactView of(KnownFact fact) {
            return new FactView(
                    fact.name(), fact.value(), fact.source(), fact.legId(), fact.party(), fact.knownSince());
        }
    }
}
