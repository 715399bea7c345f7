package dev.makegood.notification.webhook;

import dev.makegood.chassis.problem.Refusal;

/** A webhook that is told nothing any more is not told this either. */
final class WebhookDisabled extends Refusal {
    WebhookDisabled() {
        super(409, "The webhook is disabled", "Enable it first.");
    }
}
