package dev.makegood.contract;

/** Why it happened. {@link #PERSON} is claimed only with evidence that rules out system, process and policy. */
public enum CauseClass {
    SYSTEM,
    PROCESS,
    POLICY,
    PRODUCT,
    SUPPLIER,
    EXPECTATION,
    PERSON
}
