package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The party finished the leg. */
public record LegCompleted(UUID complaintId, UUID legId, Party party, String outcome, JourneyState state, Instant at)
        implements JourneyEvent {}
