package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The owner told the customer how things stand. */
public record UpdateGiven(UUID complaintId, Person by, String words, JourneyState state, Instant at)
        implements JourneyEvent {}
