/**
 * The people we serve: names, languages, ways to be reached, the lines they hold.
 * Owns the tables customer, customer_line and complaint_of_absorbed.
 */
@NullMarked
package dev.makegood.complaint.customer;

import org.jspecify.annotations.NullMarked;
