/**
 * Whether an apology is a person's own: neither a stock phrase nor what that person tells everybody.
 * Owns the table apology_words.
 */
@NullMarked
package dev.makegood.recovery.apology;

import org.jspecify.annotations.NullMarked;
