/**
 * Complaints from CSV files, as jobs that survive a restart.
 * Owns the tables import, import_chunk and import_row.
 */
@NullMarked
package dev.makegood.complaint.imports;

import org.jspecify.annotations.NullMarked;
