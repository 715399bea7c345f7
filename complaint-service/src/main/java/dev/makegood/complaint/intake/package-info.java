/**
 * Complaints: taken in, kept word for word, found again by id, reference and words.
 * Owns the table complaint.
 */
@NullMarked
package dev.makegood.complaint.intake;

import org.jspecify.annotations.NullMarked;
