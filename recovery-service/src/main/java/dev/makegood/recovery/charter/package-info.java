/**
 * The customers' bill of rights, as rules: who owes them what, by when, and what follows where it is broken. Regimes are the
 * sections of it that the law writes. Owns the table charter_version.
 */
@NullMarked
package dev.makegood.recovery.charter;

import org.jspecify.annotations.NullMarked;
