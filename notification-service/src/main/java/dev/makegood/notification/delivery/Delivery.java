package dev.makegood.notification.delivery;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.message.MessageKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to somebody, or there.
 *
 * @param person whom it is for: the customer's id once it was sent, their complaint's before; a colleague's, party's or program's id
 * @param complaintId what it belongs to; absent where it is about no complaint
 * @param about what it tells of, by its id
 * @param language what it was sent in; absent until then
 * @param nextAttemptAt when it is tried next; absent when it will not be
 * @param sentAt when the mail server, or its like, took it
 * @param deliveredAt when it was said to be where they read it; absent where nothing says so
 * @param lastAnswer what the other side said last
 * @param resentAfterCrash how often a sender took over from another that may have sent it
 * @param copy how often the same was sent before, where somebody asked for it anew
 * @param erased whether its words are forgotten, with whom it was for
 */
public record Delivery(
        UUID id,
        Audience audience,
        String person,
        @Nullable UUID complaintId,
        @Nullable UUID about,
        MessageKind kind,
        Medium medium,
        DeliveryState state,
        @Nullable Language language,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable Instant deliveredAt,
        @Nullable String lastAnswer,
        int resentAfterCrash,
        int copy,
        boolean erased) {}
