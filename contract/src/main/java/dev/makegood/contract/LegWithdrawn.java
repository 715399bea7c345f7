package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The owner no longer needs the leg; the party is free of it. */
public record LegWithdrawn(
        UUID complaintId, UUID legId, Party party, Person by, String reason, JourneyState state, Instant at)
        implements JourneyEvent {}
