package dev.makegood.contract;

/** How a journey ended. {@link #UNANSWERED}, {@link #REFUSED} and {@link #MERGED} never count as confirmed. */
public enum Closing {
    CONFIRMED,
    WITHDRAWN,
    UNANSWERED,
    REFUSED,
    /** Another journey answers it: see {@link ComplaintsMerged}. */
    MERGED
}
