package dev.makegood.recovery.journey;

import java.time.Instant;
import java.util.List;

/**
 * A journey is being closed; fired in the transaction that closes it, so that what hangs on it ends with it.
 *
 * @param because why, for those who were asked for something
 * @param open whoever ends something here that was still wanted adds what it was
 */
public record JourneyEnded(Journey journey, String because, List<String> open, Instant at) {}
