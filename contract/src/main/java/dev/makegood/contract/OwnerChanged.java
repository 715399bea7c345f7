package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The journey is this person's now. Until that instant it was another's: there is no moment between.
 *
 * @param standsInFor for whom, where the new owner stands in for someone who is away
 */
public record OwnerChanged(
        UUID complaintId,
        Person from,
        Person to,
        @Nullable Person standsInFor,
        String reason,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}
