package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The customer said that it is not put right: the same owner goes on. */
public record JourneyReopened(UUID complaintId, Person owner, String reason, JourneyState state, Instant at)
        implements JourneyEvent {}
