package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** A party was asked to walk a leg; it left with a complete packet. */
public record LegRequested(
        UUID complaintId, UUID legId, Party party, String work, Instant dueAt, JourneyState state, Instant at)
        implements JourneyEvent {}
