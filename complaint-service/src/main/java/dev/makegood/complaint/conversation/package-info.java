/**
 * One conversation for each complaint: what the customer said and what we answered, over any channel, word for word.
 * Owns the tables message, message_translation, message_read.
 */
@NullMarked
package dev.makegood.complaint.conversation;

import org.jspecify.annotations.NullMarked;
