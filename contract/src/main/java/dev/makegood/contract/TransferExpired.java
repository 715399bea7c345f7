package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The offer of the journey lapsed unanswered. */
public record TransferExpired(UUID complaintId, UUID transferId, JourneyState state, Instant at)
        implements JourneyEvent {}
