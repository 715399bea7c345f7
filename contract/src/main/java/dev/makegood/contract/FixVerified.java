package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * You said, we fixed: what caused this complaint is proven to happen no more.
 *
 * @param said what customers said
 * @param fixed what was done about it
 */
public record FixVerified(UUID complaintId, UUID problemId, String said, String fixed, JourneyState state, Instant at)
        implements JourneyEvent {}
