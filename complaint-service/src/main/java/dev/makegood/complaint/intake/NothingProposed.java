package dev.makegood.complaint.intake;

import dev.makegood.chassis.problem.Refusal;

/** There is no proposal to answer: it was answered already, or the owner has not made one. */
public final class NothingProposed extends Refusal {
    NothingProposed() {
        super(409, "Nothing is proposed", "Nobody asks now whether it is put right.");
    }
}
