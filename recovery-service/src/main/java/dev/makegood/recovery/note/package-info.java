/**
 * What colleagues tell each other about a journey. A note is no event and no message: it has no way to a customer.
 * Owns the tables note and note_before.
 */
@NullMarked
package dev.makegood.recovery.note;

import org.jspecify.annotations.NullMarked;
