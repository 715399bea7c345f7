package dev.makegood.complaint.customer;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;
import java.util.UUID;

/** This customer was found to be another one, who is served in their place. */
public final class MergedAway extends Refusal {

    private final UUID survivor;

    public MergedAway(UUID survivor) {
        super(409, "Merged into another customer", "They are one with another customer on file: see mergedInto.");
        this.survivor = survivor;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("mergedInto", survivor);
    }
}
