package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The customer has the remedy. */
public record RemedyDelivered(
        UUID complaintId, UUID remedyId, RemedyKind kind, String description, JourneyState state, Instant at)
        implements JourneyEvent {}
