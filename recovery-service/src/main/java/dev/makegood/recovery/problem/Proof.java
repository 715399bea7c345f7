package dev.makegood.recovery.problem;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a fix holds. It does when, a whole window after it, fewer complaints of the cause have come in than came in a window
 * before. What nobody has classified by then could be one of them: so long as that would make a difference, we wait, at most for
 * another window.
 *
 * @param window how long the fix has to hold
 * @param baseline how many complaints came in a window before
 */
record Proof(Instant fixedAt, Duration window, int baseline) {

    /** What is known now. */
    enum Verdict {
        WAITING,
        VERIFIED,
        RECURRED
    }

    /**
     * What the complaints of the window say.
     *
     * @param recurrence those of this cause
     * @param undecided those that nobody has classified yet
     */
    Verdict at(Instant now, long recurrence, long undecided) {
        if (recurrence >= baseline) {
            return Verdict.RECURRED;
        }
        if (now.isBefore(until())) {
            return Verdict.WAITING;
        }
        return recurrence + undecided < baseline || !now.isBefore(until().plus(window))
                ? Verdict.VERIFIED
                : Verdict.WAITING;
    }

    /** The end of the window. */
    Instant until() {
        return fixedAt.plus(window);
    }
}
