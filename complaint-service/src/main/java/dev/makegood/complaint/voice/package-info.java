/**
 * What customers say, without what tells who they are, for everyone who works here; and whom it reaches.
 * Owns the tables voice, voice_cause, voice_reading and voice_digest.
 */
@NullMarked
package dev.makegood.complaint.voice;

import org.jspecify.annotations.NullMarked;
