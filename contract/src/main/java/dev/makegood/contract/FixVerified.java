package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * You said, we fixed: what caused this complaint is proven to happen no more.
 *
 * @param said what customers said
 * @param fixed what was done about it
 * @param by who tells the customer: the owner of their journey, where it was said
 */
public record FixVerified(
        UUID complaintId,
        UUID problemId,
        String said,
        String fixed,
        @Nullable Person by,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}
