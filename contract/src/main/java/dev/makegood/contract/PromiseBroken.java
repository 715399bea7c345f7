package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** What was promised did not happen in time. */
public record PromiseBroken(
        UUID complaintId, UUID promiseId, PromiseKind kind, Instant dueAt, JourneyState state, Instant at)
        implements JourneyEvent {}
