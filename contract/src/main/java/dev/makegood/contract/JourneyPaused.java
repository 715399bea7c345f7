package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of this journey stand still, except those of the law.
 *
 * @param words for the customer
 * @param until the latest; then the clocks go on by themselves
 */
public record JourneyPaused(
        UUID complaintId,
        UUID pauseId,
        PauseReason reason,
        @Nullable String words,
        Person by,
        Instant until,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}
