/**
 * The people we serve: names, languages, ways to be reached, the lines they hold.
 * Owns the tables customer and customer_line.
 */
@NullMarked
package dev.makegood.complaint.customer;

import org.jspecify.annotations.NullMarked;
