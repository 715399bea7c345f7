/**
 * The public form: who complains proves by a code that they read mail at the address that they give, before anything is kept.
 * Owns the table address_verification.
 */
@NullMarked
package dev.makegood.complaint.form;

import org.jspecify.annotations.NullMarked;
