/**
 * Who is written to: what the complaints' events tell of their customers, kept at its newest.
 * Owns the tables recipient, recipient_customer and address_to_verify.
 */
@NullMarked
package dev.makegood.notification.recipient;

import org.jspecify.annotations.NullMarked;
