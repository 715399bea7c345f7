package dev.makegood.recovery.journey;

import dev.makegood.chassis.problem.Refusal;
import java.util.List;
import java.util.Map;

/** A piece of the journey, such as a leg or a remedy, is not where this step could be taken. */
public final class IllegalStep extends Refusal {

    private final transient Map<String, Object> members;

    public IllegalStep(String piece, Enum<?> state, List<String> moves) {
        super(409, "Not possible now", "The %s is %s.".formatted(piece, state));
        members = Map.of("state", state, "moves", moves);
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}
