package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** What was promised happened in time. */
public record PromiseKept(
        UUID complaintId, UUID promiseId, PromiseKind kind, Instant dueAt, JourneyState state, Instant at)
        implements JourneyEvent {}
