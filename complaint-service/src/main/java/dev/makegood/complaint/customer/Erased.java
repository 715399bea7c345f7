package dev.makegood.complaint.customer;

import dev.makegood.chassis.problem.Refusal;

/** This person asked to be forgotten, and was. */
public final class Erased extends Refusal {
    public Erased() {
        super(410, "Erased", "This person was erased, and nothing is known of them any more.");
    }
}
