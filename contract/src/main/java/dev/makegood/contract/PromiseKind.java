package dev.makegood.contract;

/** What a customer was told will happen. */
public enum PromiseKind {
    ACKNOWLEDGEMENT,
    FIRST_CONTACT,
    NEXT_UPDATE,
    CALL_BACK,
    REMEDY_DELIVERY,
    RESOLUTION,
    STATUTORY
}
