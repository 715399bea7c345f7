package dev.makegood.contract;

/** How a message goes out. */
public enum Medium {
    EMAIL,
    SMS,
    WEBHOOK
}
