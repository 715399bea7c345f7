/**
 * How tables forget: each feature says what of its own is blanked when a customer is erased.
 * Owns no table.
 */
@NullMarked
package dev.makegood.recovery.erasure;

import org.jspecify.annotations.NullMarked;
