package dev.makegood.complaint.mail;

import dev.makegood.chassis.problem.Refusal;

/** Only what waits for somebody to look at it can be filed or dismissed. */
final class NotSetAside extends Refusal {

    NotSetAside(Mail.State state) {
        super(409, "This mail waits for nobody", "It is %s.".formatted(state));
    }
}
