/**
 * The pieces that departments and partners walk, inside a journey.
 * Owns the tables leg and leg_round.
 */
@NullMarked
package dev.makegood.recovery.leg;

import org.jspecify.annotations.NullMarked;
