package dev.makegood.contract;

/** How a journey ended. {@link #UNANSWERED} never counts as confirmed. */
public enum Closing {
    CONFIRMED,
    WITHDRAWN,
    UNANSWERED
}
