package dev.makegood.notification.delivery;

/** Where a delivery stands. */
public enum DeliveryState {
    /** Its recipient is not known yet. */
    WAITING,
    /** It is to be sent, now or at its next attempt. */
    QUEUED,
    /** The other side took it. */
    SENT,
    /** It is where they read it, as far as anybody says so. */
    DELIVERED,
    /** It did not reach them: refused, given up, too late, or come back. */
    FAILED,
    /** Whom it was for is to be forgotten. */
    DROPPED
}
