package dev.makegood.complaint.erasure;

import dev.makegood.chassis.problem.Refusal;

/** It takes two to forget somebody, since nobody can bring them back. */
final class TwoPeopleNeeded extends Refusal {
    TwoPeopleNeeded() {
        super(403, "Two people are needed", "Somebody else than who asked for it confirms it.");
    }
}
