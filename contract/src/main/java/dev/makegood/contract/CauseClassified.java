package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** It is known why it happened. */
public record CauseClassified(UUID complaintId, CauseClass cause, JourneyState state, Instant at)
        implements JourneyEvent {}
