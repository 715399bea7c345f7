package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail server (or its like) took the message. {@code message} is its kind, such as {@code receipt}.
 *
 * @param audience whom it is for; absent means the customer
 * @param about what it tells of, by its id: the message of the conversation, the leg, the transfer. Absent where the kind says it all
 */
public record NotificationSent(
        UUID complaintId,
        UUID deliveryId,
        String message,
        Medium medium,
        Language language,
        @Nullable Audience audience,
        @Nullable UUID about,
        Instant at)
        implements NotificationEvent {

    /** Whom it is for. */
    public Audience to() {
        return audience == null ? Audience.CUSTOMER : audience;
    }
}
