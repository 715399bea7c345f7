package dev.makegood.recovery.journey;

/** What can happen to a journey. */
public enum Move {
    ACKNOWLEDGE,
    REQUEST_LEG,
    APOLOGISE,
    OFFER_REMEDY,
    SETTLE_REMEDY,
    GIVE_UPDATE,
    CLASSIFY_CAUSE,
    PROPOSE,
    CONFIRM,
    DISPUTE,
    CLOSE
}
