/**
 * Every error answer, as RFC 9457 problem details. Refusals carry their own; everything else is translated here.
 */
@NullMarked
package dev.makegood.chassis.problem;

import org.jspecify.annotations.NullMarked;
