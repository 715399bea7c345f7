/**
 * Customers who may be one person: suggested, dismissed, merged, and kept apart again.
 * Owns the tables customer_likeness and customer_merge.
 */
@NullMarked
package dev.makegood.complaint.likeness;

import org.jspecify.annotations.NullMarked;
