/**
 * What the desk's screens need beside the journeys themselves: drafts, who else is looking, saved filters.
 * Owns the tables draft, viewer and saved_filter.
 */
@NullMarked
package dev.makegood.recovery.desk;

import org.jspecify.annotations.NullMarked;
