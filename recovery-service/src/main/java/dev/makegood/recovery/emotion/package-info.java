/**
 * How customers felt, as they named it: when they complained, on each leg, and after; and who comes back to those who felt let down.
 * Owns the tables intake_emotion, leg_rating and survey_copy.
 */
@NullMarked
package dev.makegood.recovery.emotion;

import org.jspecify.annotations.NullMarked;
