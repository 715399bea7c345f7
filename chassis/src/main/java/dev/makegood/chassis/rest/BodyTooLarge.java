package dev.makegood.chassis.rest;

import dev.makegood.chassis.problem.Refusal;

/** The body is larger than any that this operation has a use for. */
final class BodyTooLarge extends Refusal {
    BodyTooLarge(long limit) {
        super(413, "Body too large", "At most %d bytes.".formatted(limit));
    }
}
