package dev.makegood.chassis.problem;

import dev.makegood.chassis.problem.Problem.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was asked is refused, for a reason that the caller can do something about. Subclasses are named after the state that
 * forbids it; their name makes the problem's type. A refusal undoes the transaction that it is thrown in.
 */
public abstract class Refusal extends RuntimeException {

    private final int status;
    private final String title;

    protected Refusal(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    /** The HTTP status that says it. */
    public final int status() {
        return status;
    }

    /** What kind of refusal this is, the same each time. */
    public final String title() {
        return title;
    }

    /** What is wrong this time. */
    public final String detail() {
        return String.valueOf(getMessage());
    }

    /** The problem's type: the class's name in kebab case. */
    public final String type() {
        return "urn:makegood:problem:"
                + getClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
    }

    /** Where in the request. */
    public List<Violation> errors() {
        return List.of();
    }

    /** What else a program needs to know. */
    public Map<String, Object> members() {
        return Map.of();
    }

    /** Headers of the answer, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return Map.of();
    }
}
