package dev.makegood.complaint.mail;

import dev.makegood.chassis.problem.Refusal;

/** A message is what somebody said, and this mail says nothing. */
final class NothingToRead extends Refusal {

    NothingToRead() {
        super(
                422,
                "The mail says nothing",
                "There is nothing in it to file: dismiss it, or write down yourself what its author said.");
    }
}
