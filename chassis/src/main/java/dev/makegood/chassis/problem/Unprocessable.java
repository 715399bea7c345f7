package dev.makegood.chassis.problem;

import dev.makegood.chassis.problem.Problem.Violation;
import java.util.List;

/** The request is well formed, and what it says cannot be done. */
public final class Unprocessable extends Refusal {

    private final transient Violation error;

    public Unprocessable(String pointer, String code, String detail) {
        super(422, "Cannot be done as asked", detail);
        this.error = new Violation(pointer, code, detail);
    }

    @Override
    public List<Violation> errors() {
        return List.of(error);
    }
}
