/**
 * What a mail says: who wrote it, their words apart from what they quote, the files that came with it, and whether a person wrote it
 * at all. Reads bytes and decides nothing; owns no table.
 */
@NullMarked
package dev.makegood.complaint.letter;

import org.jspecify.annotations.NullMarked;
