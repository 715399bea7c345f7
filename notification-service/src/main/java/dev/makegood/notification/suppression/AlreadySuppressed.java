package dev.makegood.notification.suppression;

import dev.makegood.chassis.problem.Refusal;

/** Nothing is sent there as it is. */
final class AlreadySuppressed extends Refusal {
    AlreadySuppressed() {
        super(
                409,
                "Nothing is sent there as it is",
                "Nothing is sent to this address as it is; the list says why, and since when.");
    }
}
