package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * The owner asks the customer for something that nobody here knows.
 *
 * @param fact what it is, by name
 * @param words the question, as the customer reads it
 */
public record CustomerAsked(
        UUID complaintId, UUID questionId, Person by, String fact, String words, JourneyState state, Instant at)
        implements JourneyEvent {}
