/**
 * Events leave here: written in the transaction of the change, published afterwards in order.
 * Owns the tables outbox, outbox_sequence and outbox_lease.
 */
@NullMarked
package dev.makegood.chassis.outbox;

import org.jspecify.annotations.NullMarked;
