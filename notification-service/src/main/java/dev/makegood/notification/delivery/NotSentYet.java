package dev.makegood.notification.delivery;

import dev.makegood.chassis.problem.Refusal;

/** What has not left cannot be sent anew: it will leave, or it will not. */
class NotSentYet extends Refusal {

    NotSentYet(DeliveryState state) {
        super(409, "Not sent yet", "It is %s: it leaves by itself, or not at all.".formatted(state));
    }
}
