/**
 * Links for partners without an account: a page where they see their packet, and answer.
 * Owns the table leg_link.
 */
@NullMarked
package dev.makegood.recovery.partner;

import org.jspecify.annotations.NullMarked;
