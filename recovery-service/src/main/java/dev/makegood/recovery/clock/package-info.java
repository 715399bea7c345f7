/**
 * What time does to journeys: promises are warned of, broken and escalated, pauses end; and what people promise and see of it.
 * Owns no table.
 */
@NullMarked
package dev.makegood.recovery.clock;

import org.jspecify.annotations.NullMarked;
