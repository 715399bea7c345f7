package dev.makegood.chassis.problem;

/** What was asked contradicts what is. */
public final class Conflict extends Refusal {
    public Conflict(String detail) {
        super(409, "Conflict", detail);
    }
}
