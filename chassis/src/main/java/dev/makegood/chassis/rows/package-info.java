/**
 * Statements that are shorter in SQL than in objects.
 */
@NullMarked
package dev.makegood.chassis.rows;

import org.jspecify.annotations.NullMarked;
