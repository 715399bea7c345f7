package dev.makegood.recovery.journey;

import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which journeys are meant, for lists and for what is done to many. What is absent does not narrow it; what is closed is meant only
 * where the state says so.
 *
 * @param owner whose, by id; {@code me} is the caller
 * @param language which the customer reads
 * @param dueWithinHours whose next promise is due by then, or was before
 */
public record JourneyFilter(
        @Characters(max = 100, oneLine = true) @Nullable String owner,
        @Characters(max = 60, oneLine = true) @Nullable String team,
        @Nullable JourneyState state,
        @Nullable Language language,
        @Min(0) @Max(8_760) @Nullable Integer dueWithinHours) {

    /** The same, said by this person. */
    public JourneyFilter of(String caller) {
        return new JourneyFilter("me".equals(owner) ? caller : owner, team, state, language, dueWithinHours);
    }

    /** The conditions, each with the value that it names, if it names one. */
    Map<String, @Nullable Object> conditions(Instant now) {
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
        if (language != null) {
            conditions.put("language = :language", language.code());
        }
        if (dueWithinHours != null) {
            conditions.put("nextPromiseAt <= :dueBy", now.plus(Duration.ofHours(dueWithinHours)));
        }
        if (state != JourneyState.CLOSED) {
            // Said as a literal, so that the queues' partial indexes serve.
            conditions.put("state <> CLOSED", null);
        }
        return conditions;
    }
}
