/**
 * Who read or took what of whom, where that is not everybody's to read.
 * Owns the table customer_access.
 */
@NullMarked
package dev.makegood.complaint.access;

import org.jspecify.annotations.NullMarked;
