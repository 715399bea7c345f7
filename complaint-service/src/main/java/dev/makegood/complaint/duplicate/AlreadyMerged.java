package dev.makegood.complaint.duplicate;

import dev.makegood.chassis.problem.Refusal;
import dev.makegood.complaint.intake.Complaint;
import java.util.Map;
import java.util.UUID;

/** Another complaint answers this one: it is that one which can be merged. */
final class AlreadyMerged extends Refusal {

    private final UUID into;

    AlreadyMerged(Complaint merged, Complaint into) {
        super(409, "Already merged", "%s was merged into %s.".formatted(merged.reference(), into.reference()));
        this.into = into.id();
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("into", into);
    }
}
