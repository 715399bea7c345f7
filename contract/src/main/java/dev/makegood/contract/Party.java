package dev.makegood.contract;

/** A department or a partner that can hold a leg. */
public record Party(String id, String name) {}
