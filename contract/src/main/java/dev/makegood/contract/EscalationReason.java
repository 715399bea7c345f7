package dev.makegood.contract;

/** Why a journey was brought to people's attention. */
public enum EscalationReason {
    PROMISE_AT_RISK,
    PROMISE_BROKEN,
    PROMISE_STILL_BROKEN,
    REOPENED,
    /** The customer asked for it. */
    CUSTOMER
}
