package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * It is known why it happened.
 *
 * @param subCause which of the company's own causes of that class
 */
public record CauseClassified(
        UUID complaintId, CauseClass cause, @Nullable String subCause, JourneyState state, Instant at)
        implements JourneyEvent {}
