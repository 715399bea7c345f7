/**
 * Complaints about one thing: found by who complains and in which words, merged, and parted again.
 * Owns the table complaint_merge.
 */
@NullMarked
package dev.makegood.complaint.duplicate;

import org.jspecify.annotations.NullMarked;
