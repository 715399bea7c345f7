package dev.makegood.recovery.problem;

import dev.makegood.chassis.problem.Refusal;
import java.util.List;
import java.util.Map;

/** A problem goes from one state to the next by what is measured, and not because somebody says so. */
final class NotProven extends Refusal {

    private final transient Map<String, Object> members;

    NotProven(Problem.State state, List<String> moves) {
        super(
                409,
                "Not possible now",
                "The problem is %s. It is closed once it is proven that it happens no more.".formatted(state));
        members = Map.of("state", state, "moves", moves);
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}
