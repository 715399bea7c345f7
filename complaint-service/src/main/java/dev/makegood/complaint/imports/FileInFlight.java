package dev.makegood.complaint.imports;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** A file with this key is on its way at this moment. */
final class FileInFlight extends Refusal {
    FileInFlight() {
        super(
                409,
                "Idempotency-Key in flight",
                "The file of this Idempotency-Key is still coming in. Ask again shortly.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", "1");
    }
}
