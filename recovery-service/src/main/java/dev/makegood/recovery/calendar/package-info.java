/**
 * When people work: calendars with their zones, spans and holidays, and lengths of time that are measured in them.
 * Owns the table calendar.
 */
@NullMarked
package dev.makegood.recovery.calendar;

import org.jspecify.annotations.NullMarked;
