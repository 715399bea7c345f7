package dev.makegood.recovery.apology;

import dev.makegood.chassis.problem.Problem.Violation;
import dev.makegood.chassis.problem.Refusal;
import java.util.List;

/** An apology that could be anybody's, to anybody, is none. */
final class TemplateApology extends Refusal {

    private final transient Violation error;

    private TemplateApology(String code, String detail) {
        super(422, "Not a personal apology", detail);
        this.error = new Violation("/words", code, detail);
    }

    static TemplateApology stock() {
        return new TemplateApology("template", "Say in your own words what happened to this customer.");
    }

    static TemplateApology tooShort() {
        return new TemplateApology(
                "too-short", "It happened to this customer twice: say in your own words what went wrong, both times.");
    }

    static TemplateApology repeated(int times) {
        return new TemplateApology(
                "said-before",
                "You said just this on %d other journeys: what happened to this customer?".formatted(times));
    }

    @Override
    public List<Violation> errors() {
        return List.of(error);
    }
}
