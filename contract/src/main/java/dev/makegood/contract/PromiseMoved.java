package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * What was promised is due at another time, since its clock stood still for a while, or goes on sooner than it was said to.
 *
 * @param dueAt from now on
 */
public record PromiseMoved(
        UUID complaintId, UUID promiseId, PromiseKind kind, Instant dueAt, JourneyState state, Instant at)
        implements JourneyEvent {}
