package dev.makegood.recovery.cause;

import dev.makegood.contract.CauseClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a customer was let down again by the same cause. A recovery weakens when two failures are alike and close together
 * (Maxham and Netemeyer 2002), and the second one decides whether the customer stays.
 *
 * <p>Alike is of one class, and of one sub-cause where both have one. Close is when this one began within the window after the
 * earlier one began, or ended: whoever waited half a year for the first was not let down half a year ago.
 */
public final class DoubleDeviationGuard {

    private final Duration window;

    public DoubleDeviationGuard(Duration window) {
        this.window = window;
    }

    /**
     * What happened to a customer.
     *
     * @param closedAt when it ended; absent while it goes on
     */
    public record Failure(
            UUID journey,
            CauseClass cause,
            @Nullable String subCause,
            Instant openedAt,
            @Nullable Instant closedAt) {}

    /** The latest failure of the same customer that this one repeats. */
    public Optional<Failure> repeated(Failure failure, List<Failure> others) {
        return others.stream()
                .filter(other -> isBefore(other, failure) && isAlike(other, failure) && isClose(other, failure))
                .max(Comparator.comparing(Failure::openedAt).thenComparing(Failure::journey));
    }

    private static boolean isBefore(Failure one, Failure other) {
        int order = one.openedAt().compareTo(other.openedAt());
        return order < 0 || (order == 0 && one.journey().compareTo(other.journey()) < 0);
    }

    private static boolean isAlike(Failure one, Failure other) {
        return one.cause() == other.cause()
                && (one.subCause() == null
                        || other.subCause() == null
                        || one.subCause().equals(other.subCause()));
    }

    private boolean isClose(Failure earlier, Failure later) {
        return earlier.closedAt() == null || !earlier.closedAt().plus(window).isBefore(later.openedAt());
    }
}
