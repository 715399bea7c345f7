package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The party declined the leg; it is back with the owner. */
public record LegDeclined(UUID complaintId, UUID legId, Party party, String reason, JourneyState state, Instant at)
        implements JourneyEvent {}
