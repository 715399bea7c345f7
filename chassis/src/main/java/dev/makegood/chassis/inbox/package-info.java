/**
 * Events arrive here: each takes effect once, in its order.
 * Owns the tables inbox, inbox_position and inbox_parked.
 */
@NullMarked
package dev.makegood.chassis.inbox;

import org.jspecify.annotations.NullMarked;
