package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The party took the leg. */
public record LegAccepted(UUID complaintId, UUID legId, Party party, JourneyState state, Instant at)
        implements JourneyEvent {}
