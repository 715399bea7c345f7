package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** Whoever was offered the journey does not take it. */
public record TransferDeclined(
        UUID complaintId, UUID transferId, Person by, String reason, JourneyState state, Instant at)
        implements JourneyEvent {}
