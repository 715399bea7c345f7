package dev.makegood.complaint.attachment;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** The complaint has as many files, or as many bytes of them, as one complaint has. */
final class TooManyFiles extends Refusal {

    private final int files;
    private final long total;

    TooManyFiles(int files, long total) {
        super(422, "Too many files", "A complaint has at most %d files of %d bytes together.".formatted(files, total));
        this.files = files;
        this.total = total;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("files", files, "total", total);
    }
}
