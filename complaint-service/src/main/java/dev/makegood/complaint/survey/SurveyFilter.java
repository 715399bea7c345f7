package dev.makegood.complaint.survey;

import dev.makegood.chassis.problem.Invalid;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which answered surveys a list is of. What is absent does not narrow it. */
public class SurveyFilter {

    /** {@code true} for those that ask for somebody to come back, {@code false} for the others. */
    @QueryParam("low")
    @Nullable
    String low;

    @QueryParam("product")
    @Nullable
    String product;

    /** Who owned it when it was asked; {@code me} is the caller. */
    @QueryParam("owner")
    @Nullable
    String owner;

    @QueryParam("from")
    @Nullable
    Instant from;

    @QueryParam("to")
    @Nullable
    Instant to;

    /** Anything but the two is somebody's mistake, and not a no. */
    @Nullable
    Boolean low() {
        if (low == null) {
            return null;
        }
        return switch (low) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Invalid("low", "wrong-type", "This should be true or false.");
        };
    }
}
