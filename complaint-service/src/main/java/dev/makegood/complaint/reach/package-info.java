/**
 * Which addresses of people are dead: nothing more is sent there, and whoever works here is to know.
 * Owns the table dead_address.
 */
@NullMarked
package dev.makegood.complaint.reach;

import org.jspecify.annotations.NullMarked;
