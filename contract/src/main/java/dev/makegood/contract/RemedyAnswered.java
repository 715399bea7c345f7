package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The customer took the remedy, or did not. */
public record RemedyAnswered(UUID complaintId, UUID remedyId, boolean accepted, JourneyState state, Instant at)
        implements JourneyEvent {}
