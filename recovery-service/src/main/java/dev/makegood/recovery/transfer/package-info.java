/**
 * A journey is offered to someone else. Until they accept, the old owner owns.
 * Owns the table transfer.
 */
@NullMarked
package dev.makegood.recovery.transfer;

import org.jspecify.annotations.NullMarked;
