/**
 * The customer's own page: where it stands, and their yes or no.
 * Owns no table; it reads the complaint by the hash of its token.
 */
@NullMarked
package dev.makegood.complaint.tracking;

import org.jspecify.annotations.NullMarked;
