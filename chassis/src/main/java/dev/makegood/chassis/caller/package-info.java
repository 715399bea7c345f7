/**
 * Who is calling.
 */
@NullMarked
package dev.makegood.chassis.caller;

import org.jspecify.annotations.NullMarked;
