/**
 * Somebody speaks for a customer about a complaint, for as long as the customer consents.
 * Owns no table: consents are kept by the package consent, who speaks now stands on the complaint.
 */
@NullMarked
package dev.makegood.complaint.representative;

import org.jspecify.annotations.NullMarked;
