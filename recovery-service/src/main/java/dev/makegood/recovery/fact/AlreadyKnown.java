package dev.makegood.recovery.fact;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;
import java.util.TreeMap;

/** The customer has told us, or somebody here has it: they are not asked again. */
final class AlreadyKnown extends Refusal {

    private final transient Map<String, Object> members;

    AlreadyKnown(KnownFact fact) {
        super(
                409,
                "Already known",
                "It is known here since %s. To ask all the same, send anyway, and because."
                        .formatted(fact.knownSince()));
        Map<String, Object> told = new TreeMap<>();
        told.put("fact", fact.name());
        told.put("value", fact.value());
        told.put("source", fact.source());
        told.put("since", fact.knownSince());
        var leg = fact.legId();
        var party = fact.party();
        if (leg != null) {
            told.put("leg", leg);
        }
        if (party != null) {
            told.put("party", party);
        }
        members = Map.copyOf(told);
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}
