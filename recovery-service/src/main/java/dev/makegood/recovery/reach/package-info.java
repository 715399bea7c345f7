/**
 * Whether what was said to people reached them: what keeps an acknowledgement, and what an owner has to do where it did not.
 * Owns the table lost_message.
 */
@NullMarked
package dev.makegood.recovery.reach;

import org.jspecify.annotations.NullMarked;
