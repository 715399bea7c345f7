/**
 * What a person may spend on making good without asking anyone, and what they spent.
 * Owns the tables wallet, ledger_transaction and ledger_entry.
 */
@NullMarked
package dev.makegood.recovery.wallet;

import org.jspecify.annotations.NullMarked;
