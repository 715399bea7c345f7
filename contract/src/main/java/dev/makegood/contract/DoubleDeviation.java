package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * The same customer was let down again, by the same cause.
 *
 * @param earlier the complaint before this one
 * @param recalled who owned it then, and owns this one now
 * @param callDueAt by when they call the customer in person
 */
public record DoubleDeviation(
        UUID complaintId,
        UUID earlier,
        CauseClass cause,
        Person recalled,
        Instant callDueAt,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}
