package dev.makegood.contract;

/** How a message goes out. */
public enum Medium {
    EMAIL,
    SMS,
    WEBHOOK,
    /** Where those who work here see it while they work. */
    FEED
}
