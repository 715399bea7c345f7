/**
 * Forgetting a person, and telling a person what is known of them: each feature does its part by observing.
 * Owns the table erasure.
 */
@NullMarked
package dev.makegood.complaint.erasure;

import org.jspecify.annotations.NullMarked;
