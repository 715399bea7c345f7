/**
 * The departments and partners that can hold a leg, and what the packets of each kind have to hold.
 * Owns the tables party and packet_template.
 */
@NullMarked
package dev.makegood.recovery.party;

import org.jspecify.annotations.NullMarked;
