package dev.makegood.notification.channel;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** How long to wait after an attempt, and when to stop trying. No two that failed together come back at the same instant. */
public final class Backoff {

    /** By how much of itself a wait is longer or shorter, at most. */
    private static final double JITTER = 0.2;

    /** A doubling is past any bound long before. */
    private static final int MOST_DOUBLINGS = 30;

    private final List<Duration> rungs;
    private final int attempts;
    private final Duration giveUp;

    private Backoff(List<Duration> rungs, int attempts, Duration giveUp) {
        this.rungs = rungs;
        this.attempts = attempts;
        this.giveUp = giveUp;
    }

    /** Twice as long each time, up to a bound, until a message has been queued for so long. */
    public static Backoff doubling(Duration first, Duration longest, Duration giveUp) {
        var rungs = IntStream.rangeClosed(0, MOST_DOUBLINGS)
                .mapToObj(doublings -> {
                    double wait =
                            Math.min(Math.scalb((double) first.toMillis(), doublings), (double) longest.toMillis());
                    return Duration.ofMillis(Math.round(wait));
                })
                .toList();
        return new Backoff(rungs, Integer.MAX_VALUE, giveUp);
    }

    /** So long after each attempt in turn, and no attempt after the last of these. */
    public static Backoff ladder(List<Duration> rungs) {
        return new Backoff(List.copyOf(rungs), rungs.size() + 1, Duration.ofSeconds(Long.MAX_VALUE));
    }

    /**
     * How long to wait.
     *
     * @param attempts how many there were, from 1
     * @param chance from 0 to 1
     */
    public Duration after(int attempts, double chance) {
        var wait = rungs.get(Math.clamp(attempts - 1L, 0, rungs.size() - 1));
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 - JITTER + 2 * JITTER * chance)));
    }

    /**
     * Whether a message is not tried again.
     *
     * @param attempts how many there were
     * @param queuedFor since it was queued
     */
    public boolean givesUp(int attempts, Duration queuedFor) {
        return attempts >= this.attempts || queuedFor.compareTo(giveUp) >= 0;
    }
}
