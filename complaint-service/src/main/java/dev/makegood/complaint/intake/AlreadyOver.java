package dev.makegood.complaint.intake;

import dev.makegood.chassis.problem.Refusal;

/** It was put right, or closed: there is nothing left to take back. */
final class AlreadyOver extends Refusal {
    AlreadyOver() {
        super(409, "Already over", "Nothing more is done about this complaint.");
    }
}
