package dev.makegood.recovery.journey;

import dev.makegood.contract.CustomerWrote;
import java.time.Instant;

/** The customer of this journey wrote; fired in the transaction that hears of it, for whoever waits for what they say. */
public record CustomerHeard(Journey journey, CustomerWrote wrote, Instant at) {}
