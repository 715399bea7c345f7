package dev.makegood.complaint.duplicate;

import dev.makegood.chassis.problem.Refusal;

/** The merge does not stand any more. */
final class MergeUndone extends Refusal {
    MergeUndone() {
        super(409, "Merge undone", "This merge was undone already.");
    }
}
