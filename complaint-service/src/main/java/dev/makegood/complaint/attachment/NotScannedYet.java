package dev.makegood.complaint.attachment;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** Nobody gets a file before the scanner has found nothing in it. */
final class NotScannedYet extends Refusal {

    NotScannedYet() {
        super(409, "Not scanned yet", "The file is being looked at for malware. Try again in a moment.");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", "5");
    }
}
