package dev.makegood.complaint.likeness;

import dev.makegood.chassis.problem.Refusal;

/** The two are kept apart already. */
final class AlreadyUndone extends Refusal {
    AlreadyUndone() {
        super(409, "Already undone", "This merge was undone before.");
    }
}
