package dev.makegood.recovery.journey;

import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.JourneyState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which journeys are meant, for lists and for what is done to many. What is absent does not narrow it; what is closed is meant only
 * where the state says so.
 *
 * @param owner whose, by id; {@code me} is the caller
 */
public record JourneyFilter(
        @Characters(max = 100, oneLine = true) @Nullable String owner,
        @Characters(max = 60, oneLine = true) @Nullable String team,
        @Nullable JourneyState state) {

    /** The same, said by this person. */
    public JourneyFilter of(String caller) {
        return new JourneyFilter("me".equals(owner) ? caller : owner, team, state);
    }

    /** The conditions, each with the value that it names, if it names one. */
    Map<String, @Nullable Object> conditions() {
        Map<String, @Nullable Object> conditions = new LinkedHashMap<>();
        if (owner != null) {
            conditions.put("ownerId = :owner", owner);
        }
        if (team != null) {
            conditions.put("team = :team", team);
        }
        if (state != null) {
            conditions.put("state = :state", state);
        }
        if (state != JourneyState.CLOSED) {
            // Said as a literal, so that the queues' partial indexes serve.
            conditions.put("state <> CLOSED", null);
        }
        return conditions;
    }
}
