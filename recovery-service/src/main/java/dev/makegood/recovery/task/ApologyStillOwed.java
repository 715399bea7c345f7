package dev.makegood.recovery.task;

import dev.makegood.chassis.problem.Refusal;

/** Saying that an apology was made does not make one. */
final class ApologyStillOwed extends Refusal {
    ApologyStillOwed() {
        super(409, "An apology is still owed", "Apologise to the customer in person; that ends it.");
    }
}
