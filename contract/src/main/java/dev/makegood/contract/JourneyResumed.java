package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of this journey go on.
 *
 * @param by who said so; absent where the pause reached its bound
 */
public record JourneyResumed(
        UUID complaintId, UUID pauseId, @Nullable Person by, JourneyState state, Instant at) implements JourneyEvent {}
