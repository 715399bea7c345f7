package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * The customer was asked for something that we knew.
 *
 * @param fact what it was, by name
 */
public record CustomerAskedAgain(UUID complaintId, String fact, Person by, JourneyState state, Instant at)
        implements JourneyEvent {}
