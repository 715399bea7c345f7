/**
 * What has happened to a complaint since, as the journey and the notifications tell it.
 * Owns the tables timeline_entry and promise_copy; tells intake where a journey stands.
 */
@NullMarked
package dev.makegood.complaint.timeline;

import org.jspecify.annotations.NullMarked;
