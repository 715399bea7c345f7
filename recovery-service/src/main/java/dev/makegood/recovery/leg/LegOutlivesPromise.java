package dev.makegood.recovery.leg;

import dev.makegood.chassis.problem.Refusal;
import java.time.Instant;
import java.util.Map;

/** The customer was told that it will be put right sooner than this leg would be done. */
final class LegOutlivesPromise extends Refusal {

    private final transient Instant promisedBy;

    LegOutlivesPromise(Instant promisedBy) {
        super(
                409,
                "Leg due after the promise",
                "The customer was promised that it is put right by %s.".formatted(promisedBy));
        this.promisedBy = promisedBy;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("promisedBy", promisedBy);
    }
}
