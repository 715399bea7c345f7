package dev.makegood.complaint.mail;

import dev.makegood.chassis.problem.Refusal;

/** A complaint is somebody's, and this mail names nobody who can be written to. */
final class NobodyToAnswer extends Refusal {

    NobodyToAnswer() {
        super(422, "The mail does not say whose it is", "Name the customer, or the complaint that it belongs to.");
    }
}
