/**
 * How people want to hear from us: where those who work here and partners are reached, in which language and zone, by which medium
 * for which kind of message, and when not. Owns the table {@code preference}.
 */
@NullMarked
package dev.makegood.notification.preference;

import org.jspecify.annotations.NullMarked;
