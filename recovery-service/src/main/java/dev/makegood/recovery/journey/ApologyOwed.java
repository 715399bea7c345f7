package dev.makegood.recovery.journey;

import dev.makegood.chassis.problem.Refusal;

/** An offer before an apology buys silence; the apology comes first. */
final class ApologyOwed extends Refusal {
    ApologyOwed() {
        super(409, "An apology is owed", "Apologise in person before you offer anything.");
    }
}
