package dev.makegood.chassis.problem;

/** The caller is known and may not do this. */
public final class Forbidden extends Refusal {
    public Forbidden(String detail) {
        super(403, "Not allowed", detail);
    }
}
