package dev.makegood.recovery.journey;

import dev.makegood.chassis.problem.Refusal;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.recovery.evidence.Evidence;
import dev.makegood.recovery.evidence.Told;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps who changes a journey from changing what they have not read; and tells them what it was. */
@ApplicationScoped
public class JourneyVersions {

    /** Whoever missed more than this reads the journey from the start. */
    private static final int MOST = 100;

    private final Journeys journeys;
    private final Evidence evidence;

    JourneyVersions(Journeys journeys, Evidence evidence) {
        this.journeys = journeys;
        this.evidence = evidence;
    }

    /**
     * @throws Refusal 428 if no version is named; 412 if it is not the latest: with what happened since, whose it is and what is
     *     possible now, so that the caller can decide anew
     */
    public void require(Journey journey, @Nullable String ifMatch) {
        Versions.require(ifMatch, journey.version(), asked -> {
            Map<String, Object> since = new TreeMap<>();
            since.put("state", journey.state());
            since.put("owner", journey.owner());
            since.put("moves", journey.moves());
            since.put("changes", changes(journey.id(), asked));
            return since;
        });
    }

    private List<Told> changes(UUID journey, int version) {
        // How much had been told when the version that they read was the latest.
        List<?> told = journeys.getEntityManager()
                .createNativeQuery(
                        "select told from journey_version where journey_id = :journey and version = :version")
                .setParameter("journey", journey)
                .setParameter("version", version)
                .getResultList();
        return told.isEmpty() ? List.of() : evidence.since(journey, ((Number) told.getFirst()).longValue(), MOST);
    }
}
