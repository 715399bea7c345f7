package dev.makegood.complaint.attachment;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** The file is larger than any that is kept. */
final class FileTooLarge extends Refusal {

    private final long largest;

    FileTooLarge(long largest) {
        super(413, "File too large", "A file has at most %d bytes.".formatted(largest));
        this.largest = largest;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("largest", largest);
    }
}
