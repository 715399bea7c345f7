package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The customer was told that something will happen, by a time. */
public record PromiseMade(
        UUID complaintId, UUID promiseId, PromiseKind kind, Instant dueAt, JourneyState state, Instant at)
        implements JourneyEvent {}
