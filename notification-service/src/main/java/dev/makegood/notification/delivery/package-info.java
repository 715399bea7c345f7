/**
 * Messages on their way: what is to be told, what was, by which attempts, and with which answer.
 * Owns the tables delivery, delivery_attempt and to_forget; its queue looks into recipient to learn who is known.
 */
@NullMarked
package dev.makegood.notification.delivery;

import org.jspecify.annotations.NullMarked;
