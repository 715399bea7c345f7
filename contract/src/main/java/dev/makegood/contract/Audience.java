package dev.makegood.contract;

/** Whom a message is for. */
public enum Audience {
    /** Who complained, or who speaks for them. */
    CUSTOMER,
    /** Someone who works here. */
    COLLEAGUE,
    /** A department or a partner that holds a leg. */
    PARTY,
    /** A program that asked to be told. */
    SUBSCRIBER
}
