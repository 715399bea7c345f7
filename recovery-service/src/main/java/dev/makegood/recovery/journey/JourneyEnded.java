package dev.makegood.recovery.journey;

import java.time.Instant;

/** A journey is being closed; fired in the transaction that closes it, so that what hangs on it ends with it. */
public record JourneyEnded(Journey journey, Instant at) {}
