package dev.makegood.notification.delivery;

/** Where a delivery stands. */
public enum DeliveryState {
    /** Its recipient is not known yet. */
    WAITING,
    /** It is to be sent, now or at its next attempt. */
    QUEUED,
    SENT,
    FAILED,
    /** Whom it was for is to be forgotten. */
    DROPPED
}
