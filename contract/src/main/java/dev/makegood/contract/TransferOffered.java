package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * A change of owner is offered. Until it is accepted the journey stays where it is.
 *
 * @param expiresAt when the offer lapses by itself
 */
public record TransferOffered(
        UUID complaintId,
        UUID transferId,
        Person from,
        Person to,
        String reason,
        Instant expiresAt,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}
