/**
 * Everything promised and done in a journey, as it was told, hash-chained: a change or a gap is found by who verifies it.
 * Owns the table evidence.
 */
@NullMarked
package dev.makegood.recovery.evidence;

import org.jspecify.annotations.NullMarked;
