package dev.makegood.notification.delivery;

import java.time.Duration;

/** How long to wait after an attempt: twice as long each time, up to a bound, and not all at the same instant. */
record Backoff(Duration first, Duration longest, Duration giveUp) {

    /** By how much of itself a wait is longer or shorter, at most. */
    private static final double JITTER = 0.2;

    /**
     * @param attempts how many there were
     * @param chance from 0 to 1
     */
    Duration after(int attempts, double chance) {
        int doublings = Math.clamp(attempts - 1L, 0, 30);
        double wait = Math.min(Math.scalb((double) first.toMillis(), doublings), (double) longest.toMillis());
        return Duration.ofMillis(Math.round(wait * (1 - JITTER + 2 * JITTER * chance)));
    }

    /** Whether a message that has been queued for so long will not be tried again. */
    boolean givesUp(Duration queuedFor) {
        return queuedFor.compareTo(giveUp) >= 0;
    }
}
