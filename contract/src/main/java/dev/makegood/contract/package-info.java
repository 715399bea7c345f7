/**
 * The events: what the services tell each other, and all that they tell each other. Records and enums only.
 */
@NullMarked
package dev.makegood.contract;

import org.jspecify.annotations.NullMarked;
