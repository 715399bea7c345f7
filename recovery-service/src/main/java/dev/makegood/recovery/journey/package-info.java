/**
 * The recovery of one complaint: where it stands, whose it is, what may happen next.
 * Owns the tables journey, owner_interval and apology.
 */
@NullMarked
package dev.makegood.recovery.journey;

import org.jspecify.annotations.NullMarked;
