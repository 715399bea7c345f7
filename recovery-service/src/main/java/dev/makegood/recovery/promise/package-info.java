/**
 * What customers were told will happen, by when, and the pauses in which those clocks stand still. A promise's row is its timer.
 * Owns the tables promise and pause.
 */
@NullMarked
package dev.makegood.recovery.promise;

import org.jspecify.annotations.NullMarked;
