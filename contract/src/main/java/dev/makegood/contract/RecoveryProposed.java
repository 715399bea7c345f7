package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The owner says that it is put right, and asks the customer. */
public record RecoveryProposed(UUID complaintId, Person by, String words, JourneyState state, Instant at)
        implements JourneyEvent {}
