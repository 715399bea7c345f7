package dev.makegood.contract;

/** How a complaint came in. */
public enum Channel {
    WEB,
    EMAIL,
    PHONE,
    IN_PERSON,
    PARTNER,
    IMPORT
}
