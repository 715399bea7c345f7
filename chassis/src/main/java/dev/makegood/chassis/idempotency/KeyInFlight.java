package dev.makegood.chassis.idempotency;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** A request with this key is being worked on at this moment. */
final class KeyInFlight extends Refusal {
    KeyInFlight() {
        super(
                409,
                "Idempotency-Key in flight",
                "A request with this Idempotency-Key is not finished. Ask again shortly.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", "1");
    }
}
