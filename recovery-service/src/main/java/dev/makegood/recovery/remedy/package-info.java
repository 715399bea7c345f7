/**
 * What puts it right: offered, answered, delivered.
 * Owns the table remedy.
 */
@NullMarked
package dev.makegood.recovery.remedy;

import org.jspecify.annotations.NullMarked;
