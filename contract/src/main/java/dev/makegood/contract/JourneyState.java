package dev.makegood.contract;

/** Where a journey stands. The moves between them are recovery-service's transition table. */
public enum JourneyState {
    OPENED,
    ACKNOWLEDGED,
    RECOVERING,
    PROPOSED,
    REFUSED,
    CONFIRMED,
    CLOSED
}
