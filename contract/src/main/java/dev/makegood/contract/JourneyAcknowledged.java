package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The named owner acknowledged the complaint, in their own words if they chose to. */
public record JourneyAcknowledged(
        UUID complaintId, Person by, @Nullable String words, JourneyState state, Instant at) implements JourneyEvent {}
