/**
 * Addresses that nothing more is sent to, and why. Owns the table {@code suppression}.
 */
@NullMarked
package dev.makegood.notification.suppression;

import org.jspecify.annotations.NullMarked;
