package dev.makegood.complaint.erasure;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** Whether this person is to be forgotten was decided before. */
final class AlreadyDecided extends Refusal {

    private final Erasure.State state;

    AlreadyDecided(Erasure.State state) {
        super(409, "Already decided", "Whether this person is to be forgotten was decided before.");
        this.state = state;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("state", state);
    }
}
