package dev.makegood.contract;

/** How a journey ended. {@link #UNANSWERED} and {@link #REFUSED} never count as confirmed. */
public enum Closing {
    CONFIRMED,
    WITHDRAWN,
    UNANSWERED,
    REFUSED
}
