package dev.makegood.notification.mail;

/**
 * What became of an attempt to hand a mail over.
 *
 * @param words what the server said, or why there was nothing for it to say
 */
public record Answer(Outcome outcome, String words) {

    /** How it went. */
    public enum Outcome {
        /** The server has it. */
        TAKEN,
        /** Not now: the server said so, or it could not be asked, or its answer was lost. */
        DEFERRED,
        /** Never. */
        REFUSED
    }
}
