package dev.makegood.notification.sms;

import dev.makegood.chassis.problem.Refusal;

/** Whoever tells this is not the gateway, or told it long ago. */
final class NotSigned extends Refusal {
    NotSigned() {
        super(401, "Not signed by the gateway", "The signature or the time is not right.");
    }
}
