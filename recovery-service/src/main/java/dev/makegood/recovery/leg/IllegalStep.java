package dev.makegood.recovery.leg;

import dev.makegood.chassis.problem.Refusal;
import java.util.List;
import java.util.Map;

/** The leg is not where this step could be taken. */
final class IllegalStep extends Refusal {

    private final transient Map<String, Object> members;

    IllegalStep(Leg.State state, List<String> moves) {
        super(409, "Not possible now", "The leg is %s.".formatted(state));
        members = Map.of("state", state, "moves", moves);
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}
