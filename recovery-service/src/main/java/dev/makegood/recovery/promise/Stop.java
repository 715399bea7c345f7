package dev.makegood.recovery.promise;

import java.time.Instant;

/**
 * A time in which clocks stand still.
 *
 * @param until when they go on: when the pause was ended, or as long as it is open the latest at which it ends
 */
record Stop(Instant from, Instant until) {}
