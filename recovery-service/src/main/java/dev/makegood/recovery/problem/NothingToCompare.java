package dev.makegood.recovery.problem;

import dev.makegood.chassis.problem.Refusal;

/** Nobody complained in the window before the fix, so fewer could not be fewer. */
final class NothingToCompare extends Refusal {
    NothingToCompare() {
        super(
                409,
                "Nothing to compare with",
                "No complaint of this cause came in a window before. State the baseline, or a longer window, first.");
    }
}
