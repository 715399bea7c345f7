package dev.makegood.recovery.charter;

import dev.makegood.chassis.problem.Problem.Violation;
import dev.makegood.chassis.problem.Refusal;
import java.util.List;

/** What was sent cannot be a charter; says everything that is wrong with it at once. */
final class CharterRefused extends Refusal {

    private final transient List<Violation> errors;

    CharterRefused(List<Violation> errors) {
        super(
                422,
                "Not a charter",
                errors.size() == 1
                        ? errors.getFirst().pointer() + ": " + errors.getFirst().detail()
                        : errors.size() + " things are wrong with it; see errors.");
        this.errors = List.copyOf(errors);
    }

    CharterRefused(String pointer, String code, String detail) {
        this(List.of(new Violation(pointer, code, detail)));
    }

    @Override
    public List<Violation> errors() {
        return errors;
    }
}
