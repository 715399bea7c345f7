package dev.makegood.contract;

/** Why a customer's clocks stand still. Never a reason of our own (DESIGN §3, invariant 7). */
public enum PauseReason {
    WAITING_FOR_CUSTOMER,
    CUSTOMER_ASKED,
    WAITING_FOR_AUTHORITY,
    FORCE_MAJEURE
}
