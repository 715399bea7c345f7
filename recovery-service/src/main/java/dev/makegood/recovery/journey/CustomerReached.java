package dev.makegood.recovery.journey;

import java.time.Instant;

/** Somebody spoke to the customer of this journey in person; fired in the transaction that writes it down. */
public record CustomerReached(Journey journey, Instant at) {}
