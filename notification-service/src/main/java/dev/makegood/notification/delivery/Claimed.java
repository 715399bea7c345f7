package dev.makegood.notification.delivery;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Suppression;
import dev.makegood.notification.channel.Answer;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.preference.Preference.Person;
import dev.makegood.notification.recipient.Recipient;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in a sender's hands.
 *
 * @param complaintId absent where it is about no complaint
 * @param addressId the address that it is a code for, if it is one
 * @param about what it tells of, by its id
 * @param receiver who takes it in, as it was when it was queued
 * @param queuedFor since when, until the claim
 * @param expired whether it is worth sending no more
 * @param until how long; also tells this claim from a later one
 */
record Claimed(
        UUID id,
        UUID eventId,
        @Nullable UUID complaintId,
        @Nullable UUID addressId,
        Person person,
        @Nullable UUID about,
        MessageKind kind,
        Medium medium,
        String receiver,
        String model,
        int attempts,
        Instant at,
        Duration queuedFor,
        boolean expired,
        @Nullable String traceparent,
        OffsetDateTime until) {

    Audience audience() {
        return person.audience();
    }

    /**
     * Not even tried: another sender may, after a while.
     *
     * @param patience for how long it is left alone
     */
    record HandedBack(Claimed delivery, Duration patience) implements Settled {}

    /**
     * Tried, or found not worth trying.
     *
     * @param destination absent where there is none
     * @param suppression why nothing more is to be sent there, if that came out
     * @param again after how long it is tried again, if it is deferred
     */
    record Tried(
            Claimed delivery,
            Recipient to,
            @Nullable Destination destination,
            Attempt.Outcome outcome,
            Answer answer,
            @Nullable Suppression suppression,
            Instant at,
            Duration again,
            Span span)
            implements Settled {

        Language language() {
            return to.language();
        }
    }

    /** What became of a claim. */
    sealed interface Settled {
        Claimed delivery();
    }
}
