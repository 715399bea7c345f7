package dev.makegood.notification.delivery;

import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.message.MessageKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to somebody, or there.
 *
 * @param complaintId what it is about; absent for the code that an address is sent before anybody complains
 * @param language what it was sent in; absent until then
 * @param nextAttemptAt when it is tried next; absent when it will not be
 * @param lastAnswer what the server said last
 * @param resentAfterCrash how often a sender took over from another that may have sent it
 * @param erased whether its words are forgotten, with whom it was for
 */
public record Delivery(
        UUID id,
        @Nullable UUID complaintId,
        MessageKind kind,
        Medium medium,
        DeliveryState state,
        @Nullable Language language,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable String lastAnswer,
        int resentAfterCrash,
        boolean erased) {}
