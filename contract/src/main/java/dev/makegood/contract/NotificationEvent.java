package dev.makegood.contract;

import java.util.UUID;

/** What notification-service tells: what became of a message. Topic {@link Topic#NOTIFICATIONS}. */
public sealed interface NotificationEvent extends Event
        permits NotificationDelivered, NotificationFailed, NotificationSent, RecipientSuppressed {

    UUID complaintId();

    @Override
    default UUID key() {
        return complaintId();
    }
}
