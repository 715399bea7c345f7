package dev.makegood.recovery.journey;

import dev.makegood.chassis.problem.Refusal;
import dev.makegood.contract.JourneyState;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** This cannot happen to the journey now. Carries the moves that can, and what the asked one waits for. */
final class IllegalMove extends Refusal {

    private final transient Map<String, Object> members;

    IllegalMove(Move move, JourneyState state, Set<Move> moves, List<Journey.Missing> waitsFor) {
        super(
                409,
                "Not possible now",
                waitsFor.isEmpty()
                        ? "%s is not possible while the journey is %s.".formatted(move, state)
                        : "%s waits for: %s.".formatted(move, waitsFor));
        members = waitsFor.isEmpty()
                ? Map.of("state", state, "moves", moves)
                : Map.of("state", state, "moves", moves, "waitsFor", waitsFor);
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}
