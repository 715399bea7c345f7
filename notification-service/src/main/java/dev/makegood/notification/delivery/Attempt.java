package dev.makegood.notification.delivery;

import java.time.Instant;

/** One attempt to deliver. */
public record Attempt(Instant at, Outcome outcome, String answer) {

    /** What came of it. */
    public enum Outcome {
        /** The server took it. */
        SENT,
        /** Not this time. */
        DEFERRED,
        /** Never. */
        FAILED
    }
}
