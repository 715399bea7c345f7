package dev.makegood.complaint.intake;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;
import java.util.UUID;

/** A complaint of this external reference is on file. */
final class ExternalRefTaken extends Refusal {

    private final UUID complaint;

    ExternalRefTaken(UUID complaint) {
        super(409, "External reference taken", "The complaint of this externalRef is on file already.");
        this.complaint = complaint;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("complaintId", complaint);
    }
}
