/**
 * Causes that several complaints share: their fix, the proof that it holds, and telling everybody who was hit.
 * Owns the tables problem, problem_journey and problem_affected.
 */
@NullMarked
package dev.makegood.recovery.problem;

import org.jspecify.annotations.NullMarked;
