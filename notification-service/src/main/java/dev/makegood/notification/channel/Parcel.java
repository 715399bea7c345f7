package dev.makegood.notification.channel;

import dev.makegood.notification.message.Message;
import dev.makegood.notification.recipient.Recipient;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out. How it is put into words is the channel's to say.
 *
 * @param delivery its id: the same at every attempt, so that who gets it twice can tell
 * @param event what caused it
 * @param at when it was caused
 * @param attempt counts from 1
 */
public record Parcel(
        UUID delivery,
        UUID event,
        Message message,
        Recipient to,
        Destination destination,
        Instant at,
        int attempt,
        @Nullable String traceparent) {}
