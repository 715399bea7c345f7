package dev.makegood.recovery.macro;

import dev.makegood.chassis.problem.Problem.Violation;
import dev.makegood.chassis.problem.Refusal;
import dev.makegood.recovery.journey.Move;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One of the steps is not possible, so none was made. Says which, and why, as the move by itself would have said it. */
final class MacroStopped extends Refusal {

    private final transient Map<String, Object> members;
    private final transient List<Violation> errors;

    MacroStopped(int step, Move move, Refusal why) {
        super(
                why.status(),
                "The macro stopped",
                "Step %d, %s: %s Nothing was done.".formatted(step + 1, move, why.detail()));
        Map<String, Object> told = new TreeMap<>(why.members());
        told.put("step", step);
        told.put("move", move);
        told.put("because", why.type());
        members = Map.copyOf(told);
        errors = why.errors().stream()
                .map(error ->
                        new Violation("/steps/%d%s".formatted(step, error.pointer()), error.code(), error.detail()))
                .toList();
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }

    @Override
    public List<Violation> errors() {
        return errors;
    }
}
