package dev.makegood.recovery.problem;

import dev.makegood.chassis.problem.Refusal;

/** What the customer was told cannot be taken back. */
final class AlreadyTold extends Refusal {
    AlreadyTold() {
        super(409, "Already told", "This customer was told that their problem is fixed; the link stays.");
    }
}
