/**
 * What follows where a right of the customer's charter is broken: it is told, and whoever owns the journey owes a personal apology.
 * Owns no table.
 */
@NullMarked
package dev.makegood.recovery.breach;

import org.jspecify.annotations.NullMarked;
