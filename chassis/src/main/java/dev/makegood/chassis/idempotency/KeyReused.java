package dev.makegood.chassis.idempotency;

import dev.makegood.chassis.problem.Refusal;

/** This key went with another request. */
final class KeyReused extends Refusal {
    KeyReused() {
        super(
                422,
                "Idempotency-Key reused",
                "This Idempotency-Key went with another request. Take a new key for a new request.");
    }
}
