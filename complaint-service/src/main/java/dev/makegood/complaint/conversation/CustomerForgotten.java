package dev.makegood.complaint.conversation;

import dev.makegood.chassis.problem.Refusal;

/** Its customer is forgotten: nobody is there to be written to, and nothing of theirs may be written down. */
final class CustomerForgotten extends Refusal {

    CustomerForgotten() {
        super(
                409,
                "The customer is forgotten",
                "Whoever complained asked to be forgotten: there is nobody to talk with.");
    }
}
