/**
 * How a mail leaves: its headers, guarded, and the connections to the mail server.
 * Owns no table.
 */
@NullMarked
package dev.makegood.notification.mail;

import org.jspecify.annotations.NullMarked;
