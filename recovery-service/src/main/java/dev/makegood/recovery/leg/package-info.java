/**
 * The pieces that departments and partners walk, inside a journey.
 * Owns the tables leg and party.
 */
@NullMarked
package dev.makegood.recovery.leg;

import org.jspecify.annotations.NullMarked;
