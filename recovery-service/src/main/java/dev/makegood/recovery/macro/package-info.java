/**
 * Several moves with their texts under one name, made together or not at all.
 * Owns the table macro.
 */
@NullMarked
package dev.makegood.recovery.macro;

import org.jspecify.annotations.NullMarked;
