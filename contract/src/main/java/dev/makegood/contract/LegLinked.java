package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * A link was made by which a party without an account sees its leg and answers; the one before it opens nothing any more. What is in the
 * link is not said: whoever holds the key of links derives it from this.
 *
 * @param generation the how manieth link of this leg it is
 * @param expiresAt until when it opens the leg
 */
public record LegLinked(
        UUID complaintId, UUID legId, Party party, int generation, Instant expiresAt, JourneyState state, Instant at)
        implements JourneyEvent {}
