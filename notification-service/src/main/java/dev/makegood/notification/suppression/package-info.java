/**
 * Addresses that nothing more is sent to, and why; the addresses themselves are not kept. Owns the table {@code suppression}.
 */
@NullMarked
package dev.makegood.notification.suppression;

import org.jspecify.annotations.NullMarked;
