package dev.makegood.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something about this journey was brought to people's attention.
 *
 * @param to whose
 * @param promiseId which promise it is about, if it is about one
 */
public record JourneyEscalated(
        UUID complaintId,
        EscalationReason reason,
        List<Person> to,
        @Nullable UUID promiseId,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}
