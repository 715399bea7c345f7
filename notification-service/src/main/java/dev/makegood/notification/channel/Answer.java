package dev.makegood.notification.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt to hand a message over.
 *
 * @param words what the other side said, or why there was nothing for it to say; without the address
 * @param providerId what the other side calls it, for what it tells of it later
 * @param patience for how long the other side asked not to be tried again
 */
public record Answer(
        Outcome outcome,
        String words,
        @Nullable String providerId,
        @Nullable Duration patience) {

    /** How it went. */
    public enum Outcome {
        /** The other side has it. */
        TAKEN,
        /** Not now: the other side said so, or it could not be asked, or its answer was lost. */
        DEFERRED,
        /** Not this message. */
        REFUSED,
        /** Nothing will ever reach this address. */
        UNREACHABLE
    }

    public Answer(Outcome outcome, String words) {
        this(outcome, words, null, null);
    }
}
