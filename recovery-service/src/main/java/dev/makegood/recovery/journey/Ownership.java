package dev.makegood.recovery.journey;

import dev.makegood.contract.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a journey had one owner at every instant.
 *
 * @param unownedSeconds from its opening until now (or its closing), without an owner: 0
 * @param intervals who, from when until when; each begins where the one before it ends
 */
public record Ownership(UUID journeyId, Person owner, long unownedSeconds, List<Owned> intervals) {

    /**
     * One person's time.
     *
     * @param standsInFor whose deputy they were
     */
    public record Owned(
            Person owner,
            Instant from,
            @Nullable Instant until,
            String reason,
            @Nullable String standsInFor) {}

    /** Adds up the time between the opening and now that no interval covers. */
    static Ownership of(UUID journey, Person owner, Instant openedAt, Instant now, List<Owned> intervals) {
        var unowned = Duration.ZERO;
        var covered = openedAt;
        for (Owned interval : intervals) {
            if (interval.from().isAfter(covered)) {
                unowned = unowned.plus(Duration.between(covered, interval.from()));
            }
            var until = interval.until() == null ? now : interval.until();
            if (until.isAfter(covered)) {
                covered = until;
            }
        }
        if (now.isAfter(covered)) {
            unowned = unowned.plus(Duration.between(covered, now));
        }
        // Any part of a second counts as one: rounding down would hide a gap.
        long seconds = unowned.plusNanos(999_999_999).toSeconds();
        return new Ownership(journey, owner, seconds, List.copyOf(intervals));
    }
}
