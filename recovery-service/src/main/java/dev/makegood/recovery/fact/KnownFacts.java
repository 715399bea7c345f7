package dev.makegood.recovery.fact;

import dev.makegood.contract.Party;
import dev.makegood.recovery.journey.Journeys;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that is known of journeys. What was known before something changed stays in the table, and no longer counts. */
@ApplicationScoped
public class KnownFacts implements PanacheRepositoryBase<KnownFact, UUID> {

    private final Journeys journeys;
    private final Clock clock;

    KnownFacts(Journeys journeys, Clock clock) {
        this.journeys = journeys;
        this.clock = clock;
    }

    /**
     * These are known now.
     *
     * @param leg in whose packet they are, if in one
     * @param party who has that packet
     */
    public void learn(
            UUID journey,
            Map<String, String> facts,
            KnownFact.Source source,
            @Nullable UUID leg,
            @Nullable Party party) {
        var known = byKey(journey);
        facts.forEach((name, value) -> {
            var before = known.get(FactName.key(name));
            if (before == null || !before.value().equals(value)) {
                persist(new KnownFact(journey, name, value, source, leg, party, clock.instant()));
            }
        });
    }

    /** What is known of a journey now, in the order of its names. */
    public List<KnownFact> of(UUID journey) {
        return List.copyOf(byKey(journey).values());
    }

    /** What is known under this name, however it is written. */
    public Optional<KnownFact> find(UUID journey, String name) {
        return Optional.ofNullable(byKey(journey).get(FactName.key(name)));
    }

    private Map<String, KnownFact> byKey(UUID journey) {
        Map<String, KnownFact> latest = new LinkedHashMap<>();
        list("journeyId in ?1 order by key, knownSince, id", journeys.family(journey))
                .forEach(fact -> latest.put(fact.key(), fact));
        return latest;
    }
}
