/**
 * Who is written to: what the complaints' events tell of their customers, kept at its newest.
 * Owns the tables recipient and recipient_customer.
 */
@NullMarked
package dev.makegood.notification.recipient;

import org.jspecify.annotations.NullMarked;
