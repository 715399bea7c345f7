package dev.makegood.notification.delivery;

import dev.makegood.contract.Language;
import dev.makegood.notification.message.MessageKind;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in a sender's hands: about a complaint, or to an address that is to be verified.
 *
 * @param until how long; also tells this claim from a later one
 */
record Claimed(
        UUID id,
        @Nullable UUID complaintId,
        @Nullable UUID addressId,
        MessageKind kind,
        String model,
        int attempts,
        Duration queuedFor,
        @Nullable String traceparent,
        OffsetDateTime until) {

    /** Not even tried: another sender may. */
    record HandedBack(Claimed delivery) implements Settled {}

    /**
     * Tried.
     *
     * @param again after how long it is tried again, if it is deferred
     */
    record Tried(
            Claimed delivery,
            Attempt.Outcome outcome,
            String answer,
            Language language,
            Instant at,
            Duration again,
            Span span)
            implements Settled {}

    /** What became of a claim. */
    sealed interface Settled {
        Claimed delivery();
    }
}
