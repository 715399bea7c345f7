package dev.makegood.complaint.form;

/** More codes were asked for than people ask for: by one client, or by all together. */
final class AskedTooOften extends RuntimeException {
    AskedTooOften() {
        super("Too many codes were asked for", null, false, false);
    }
}
