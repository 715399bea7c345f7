/**
 * Why things go wrong: the company's own causes within the seven classes, and the guard against failing the same customer twice
 * by the same cause. Owns the table sub_cause.
 */
@NullMarked
package dev.makegood.recovery.cause;

import org.jspecify.annotations.NullMarked;
