package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The offer of the journey was taken back. */
public record TransferWithdrawn(UUID complaintId, UUID transferId, Person by, JourneyState state, Instant at)
        implements JourneyEvent {}
