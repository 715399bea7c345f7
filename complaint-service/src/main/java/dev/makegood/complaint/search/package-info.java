/**
 * Finding complaints again: by words, names, references, owners and causes, in lists and as a file.
 * Owns the tables complaint_search, search_word, search_due, complaint_export.
 */
@NullMarked
package dev.makegood.complaint.search;

import org.jspecify.annotations.NullMarked;
