/**
 * Complaints and answers that come by e-mail: taken from the mailbox once each, filed where they belong, or set aside for somebody to
 * look at. Owns the tables mail, mail_content and mail_lease.
 */
@NullMarked
package dev.makegood.complaint.mail;

import org.jspecify.annotations.NullMarked;
