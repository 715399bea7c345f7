/**
 * Who works here: what they can, how much they can take on, whether they are here, and who stands in for them when they are not.
 * Owns the tables agent and absence.
 */
@NullMarked
package dev.makegood.recovery.agent;

import org.jspecify.annotations.NullMarked;
