/**
 * What customers were told will happen, and by when. A promise's row is its timer.
 * Owns the table promise.
 */
@NullMarked
package dev.makegood.recovery.promise;

import org.jspecify.annotations.NullMarked;
