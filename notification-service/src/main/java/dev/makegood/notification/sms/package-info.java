/**
 * Texts to telephones, by a gateway that speaks HTTP as Twilio's does, and what it and people's telephones say back. Owns the tables
 * sms_count, sms_report and sms_heard.
 */
@NullMarked
package dev.makegood.notification.sms;

import org.jspecify.annotations.NullMarked;
