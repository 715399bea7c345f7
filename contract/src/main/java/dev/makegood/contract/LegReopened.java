package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** What the party did was not enough, or it is needed after all: the leg begins another round. */
public record LegReopened(UUID complaintId, UUID legId, Party party, String reason, JourneyState state, Instant at)
        implements JourneyEvent {}
