/**
 * What those who work here see while they work: entries, and streams of them. Owns the tables feed and feed_entry, and looks into
 * recipient to learn who was forgotten.
 */
@NullMarked
package dev.makegood.notification.feed;

import org.jspecify.annotations.NullMarked;
