package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** A named person apologised, in their own words. */
public record ApologyMade(UUID complaintId, Person by, String words, JourneyState state, Instant at)
        implements JourneyEvent {}
