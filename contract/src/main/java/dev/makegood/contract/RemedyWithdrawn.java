package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** What was offered is offered no longer; the customer had not taken it yet. */
public record RemedyWithdrawn(
        UUID complaintId,
        UUID remedyId,
        RemedyKind kind,
        String description,
        Person by,
        String reason,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}
