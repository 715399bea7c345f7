package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The journey ended. */
public record JourneyClosed(UUID complaintId, Person by, Closing closing, JourneyState state, Instant at)
        implements JourneyEvent {}
