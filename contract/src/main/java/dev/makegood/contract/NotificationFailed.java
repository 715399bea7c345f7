package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The message will not reach them this way: the reason is the server's last answer, or why it was not even sent. {@code message} is
 * its kind.
 *
 * @param audience whom it is for; absent means the customer
 * @param about what it tells of, by its id, as in {@link NotificationSent}
 * @param instead the medium that is tried in its place; absent if they do not hear of it at all
 */
public record NotificationFailed(
        UUID complaintId,
        UUID deliveryId,
        String message,
        Medium medium,
        Language language,
        String reason,
        @Nullable Audience audience,
        @Nullable UUID about,
        @Nullable Medium instead,
        Instant at)
        implements NotificationEvent {

    /** Whom it is for. */
    public Audience to() {
        return audience == null ? Audience.CUSTOMER : audience;
    }
}
