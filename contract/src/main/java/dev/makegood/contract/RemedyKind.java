package dev.makegood.contract;

/** What can put it right. */
public enum RemedyKind {
    EXPLANATION,
    REDO,
    REPAIR,
    REFUND,
    COMPENSATION,
    GESTURE
}
