package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer was told that something will happen, by a time.
 *
 * @param term how long from now, such as {@code 3 working days}; absent where a time was named
 * @param calendar in whose working time the term counts
 * @param right the right of the charter that asks for it
 * @param replaces the promise that this one was made after, which keeps its own fate
 */
public record PromiseMade(
        UUID complaintId,
        UUID promiseId,
        PromiseKind kind,
        Instant dueAt,
        @Nullable String term,
        @Nullable String calendar,
        @Nullable Integer calendarVersion,
        @Nullable String right,
        @Nullable UUID replaces,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}
