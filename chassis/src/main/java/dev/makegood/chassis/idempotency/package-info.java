/**
 * A POST that creates has its effect once per Idempotency-Key.
 * Owns the table idempotency.
 */
@NullMarked
package dev.makegood.chassis.idempotency;

import org.jspecify.annotations.NullMarked;
