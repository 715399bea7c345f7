package dev.makegood.complaint.attachment;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** The store of files does not answer, or has no room. Nothing was kept, and nothing is lost. */
final class StoreUnavailable extends Refusal {

    StoreUnavailable() {
        super(503, "Files are unavailable", "Files cannot be kept or fetched at the moment. Try again soon.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", "30");
    }
}
