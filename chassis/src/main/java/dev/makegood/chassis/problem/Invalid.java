package dev.makegood.chassis.problem;

import dev.makegood.chassis.problem.Problem.Violation;
import java.util.List;

/** The request is not one that this operation understands, whatever the state of things. */
public final class Invalid extends Refusal {

    private final transient List<Violation> errors;

    public Invalid(List<Violation> errors) {
        super(400, "Invalid request", summary(errors));
        this.errors = List.copyOf(errors);
    }

    public Invalid(String pointer, String code, String detail) {
        this(List.of(new Violation(pointer, code, detail)));
    }

    @Override
    public List<Violation> errors() {
        return errors;
    }

    private static String summary(List<Violation> errors) {
        return errors.size() == 1
                ? errors.getFirst().pointer() + ": " + errors.getFirst().detail()
                : errors.size() + " things are wrong with the request; see errors.";
    }
}
