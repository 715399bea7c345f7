/**
 * The customer's own page: where it stands, their yes or no, and their answers to offers.
 * Owns the table offer_answer; it reads the complaint by the hash of its token.
 */
@NullMarked
package dev.makegood.complaint.tracking;

import org.jspecify.annotations.NullMarked;
