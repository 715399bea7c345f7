/**
 * Links that open one thing to whoever holds them, derived from a key, so that no database holds them.
 */
@NullMarked
package dev.makegood.chassis.link;

import org.jspecify.annotations.NullMarked;
