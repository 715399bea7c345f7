package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The message is where they read it: the network or their own server said so. Told only where something says so at all: after {@link
 * NotificationSent}, and for mail seldom. {@code message} is its kind.
 *
 * @param about what the message is about, by its id, as in {@link NotificationSent}
 */
public record NotificationDelivered(
        UUID complaintId,
        UUID deliveryId,
        String message,
        Medium medium,
        Audience audience,
        @Nullable UUID about,
        Instant at)
        implements NotificationEvent {}
