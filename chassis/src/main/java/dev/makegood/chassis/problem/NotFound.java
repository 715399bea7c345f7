package dev.makegood.chassis.problem;

/** There is nothing there, or nothing that the caller may know of: the two look the same. */
public final class NotFound extends Refusal {
    public NotFound() {
        super(404, "Not found", "There is nothing here, or nothing that you may see.");
    }
}
