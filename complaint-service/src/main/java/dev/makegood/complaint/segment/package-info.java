/**
 * Segments of customers, and what matters to each: ranked expectations with weights, every version kept.
 * Owns the table segment_version.
 */
@NullMarked
package dev.makegood.complaint.segment;

import org.jspecify.annotations.NullMarked;
