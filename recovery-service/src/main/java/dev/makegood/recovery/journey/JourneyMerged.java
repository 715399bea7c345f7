package dev.makegood.recovery.journey;

import java.util.UUID;

/**
 * Another journey answers this one from now on; fired in the transaction in which that one takes over.
 *
 * @param journey which is answered there
 * @param into which goes on
 */
public record JourneyMerged(UUID journey, UUID into) {}
