package dev.makegood.notification.webhook;

import dev.makegood.chassis.problem.Refusal;

/** There are as many as there can be. */
final class TooManyWebhooks extends Refusal {
    TooManyWebhooks(int most) {
        super(409, "Too many webhooks", "There are %d, and there can be no more: delete one first.".formatted(most));
    }
}
