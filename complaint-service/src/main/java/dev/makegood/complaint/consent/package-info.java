/**
 * That somebody may speak for a customer about a complaint: how we know, until when, and since when no more.
 * Owns the table representation.
 */
@NullMarked
package dev.makegood.complaint.consent;

import org.jspecify.annotations.NullMarked;
