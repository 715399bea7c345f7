package dev.makegood.recovery.promise;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** What was promised is done, or not owed any more. */
final class AlreadySettled extends Refusal {

    private final transient Promise.State state;

    AlreadySettled(Promise.State state) {
        super(409, "Settled already", "The promise is %s.".formatted(state));
        this.state = state;
    }

    @Override
    public Map<String, Object> members() {
        return Map.of("state", state);
    }
}
