package dev.makegood.recovery.journey;

import dev.makegood.chassis.problem.Refusal;

/** The law lets the final response take longer once, where it does at all, and only if the customer is told in time. */
final class NothingToExtend extends Refusal {
    NothingToExtend() {
        super(
                409,
                "Nothing to extend",
                "No final response is due that can be put off: the regime knows no extension, or it was used, or is late.");
    }
}
